import { compareFlows } from '../core/compare/compare-flows.ts';
import { FAULT_IDS, type FaultId } from '../core/fault-bench/fault.ts';
import { benchObstacle } from '../core/fault-bench/plan-bench.ts';
import { err, ok, type Result } from '../core/result.ts';
import { defineCommand } from './command.ts';
import { english } from './english.ts';
import { chooseVisit, isWithoutBrowser, visitOptions } from './flow/choose-visit.ts';
import { reportComparison } from './flow/compare-report.ts';
import { reportRun } from './flow/flow-report.ts';
import { readSecrets, SECRET_USAGE, secretOptions } from './flow/given-secrets.ts';
import { bankAfter, prepareReplay } from './flow/prepare-replay.ts';
import { progressLines } from './flow/progress.ts';
import { readOneFlow } from './flow/read-flow.ts';
import { runFaults } from './flow/run-faults.ts';
import { runPlan } from './flow/run-plan.ts';
import {
  flowReport,
  REPORT_USAGE,
  reportOptions,
  testCase,
  writeReports,
} from './flow/test-reports.ts';
import { flowFileOf, writeTextFile } from './flow/written-flow.ts';
import { readNumber } from './judge-options.ts';
import { nodeEffects } from './node/node-effects.ts';
import { nodeFetch } from './node/node-fetch.ts';
import { CARRIAGE_USAGE, carriageOptions } from './security-options.ts';

/** Runs a recorded flow again, with fresh state, nonce and verifier and everything else equal. */
export const run = defineCommand({
  name: 'run',
  usage:
    '<flow.json> [--flow ID] [--env E] [--var name=value]… [--client-id X] [--redirect-uri U]\n' +
    `  ${CARRIAGE_USAGE}\n` +
    `  ${SECRET_USAGE}\n` +
    '  [--browser local|chrome|firefox|PATH|ADDRESS] [--headless] [--browser-arg A]… [--no-browser]\n' +
    '  [--approve FILE.json] [--persona NAME] [--timeout SECONDS] [--live]\n' +
    `  [--record FILE] [--compare] ${REPORT_USAGE} [--json]\n` +
    `  --faults [--fault ID]…   (what the bank should refuse: ${FAULT_IDS.join(', ')})`,
  summary: 'cli_run',
  options: {
    flow: { type: 'string' },
    env: { type: 'string' },
    var: { type: 'string', multiple: true },
    'client-id': { type: 'string' },
    'redirect-uri': { type: 'string' },
    ...carriageOptions,
    ...secretOptions,
    ...visitOptions,
    timeout: { type: 'string' },
    live: { type: 'boolean' },
    record: { type: 'string' },
    compare: { type: 'boolean' },
    faults: { type: 'boolean' },
    fault: { type: 'string', multiple: true },
    ...reportOptions,
  },
  positionals: 1,
  async run({ values, positionals: [path] }, io) {
    if (path === undefined) return err(english('cli_missing_option', '<flow.json>'));
    const timeout = readNumber('--timeout', values.timeout ?? '120');
    if (!timeout.ok) return timeout;
    const timeLimitMs = timeout.value * 1000;
    const read = readOneFlow(path, values.flow);
    if (!read.ok) return read;
    const { started } = read.value.flow;
    const secrets = await readSecrets(values, io);
    if (!secrets.ok) return secrets;
    const prepared = prepareReplay(read.value.flow, values, secrets.value);
    if (!prepared.ok) return prepared;
    const { plan, clientSecret } = prepared.value;
    const network = nodeFetch(secrets.value.tls, io.env);
    const visit = chooseVisit(values, plan, { env: io.env, send: network.fetch, timeLimitMs });
    if (!visit.ok) return visit;
    const { signingKey } = secrets.value;
    const effects = nodeEffects({
      clock: io,
      network,
      keys: signingKey ? [signingKey] : [],
      certificate: secrets.value.tls.cert,
      told: progressLines(io.complain),
      timeLimitMs,
    });
    if (values.faults || values.fault) {
      const obstacle = benchObstacle({ started: { ...started, plan } });
      if (obstacle)
        return err(english(obstacle === 'live' ? 'cli_faults_live' : 'cli_faults_not_here'));
      const chosen = readFaults(values.fault);
      if (!chosen.ok) return chosen;
      const bank = bankAfter(started, plan);
      const of = read.value.flow.flowId;
      const { json, text, cases, failed, flowIds } = await runFaults(effects, {
        ...{ plan, clientSecret, bank, of, timeLimitMs },
        ...{ chosen: chosen.value, visit: visit.value, send: network.fetch, say: io.complain },
      });
      const written =
        values.record === undefined
          ? ok(undefined)
          : writeTextFile(values.record, await flowFileOf(effects, ...flowIds));
      if (!written.ok) return written;
      const reported = writeReports(values, { suites: [{ name: bank, cases }], results: [] });
      return reported.ok ? ok({ json, text, findings: [], failed }) : reported;
    }
    const end = await runPlan(effects, {
      plan,
      bank: bankAfter(started, plan),
      clientSecret,
      repeats: read.value.flow.flowId,
      // What is run again is run as it was: what speaks against it is told, and fails the run.
      onErrors: 'send_anyway',
      visit: visit.value,
      how: isWithoutBrowser(values) ? 'copied' : 'new_tab',
    });
    const report = reportRun(end);
    const { flow } = end;
    const { id } = plan.profile;
    const tokens = testCase(id, english('cli_case_tokens'), report.json.problem ?? undefined);
    if (!flow) {
      const suites = [{ name: started.bank, cases: [tokens] }];
      const written = writeReports(values, { suites, results: [] });
      return written.ok ? ok(report) : written;
    }
    if (values.record !== undefined) {
      const written = writeTextFile(values.record, await flowFileOf(effects, flow.flowId));
      if (!written.ok) return written;
    }
    const events = await effects.journal.events(flow.flowId);
    const compared = values.compare
      ? reportComparison(compareFlows(read.value.record.events, events))
      : undefined;
    const further = [tokens, ...(compared?.cases ?? [])];
    const written = writeReports(
      values,
      flowReport({ flowId: flow.flowId, events }, path, further),
    );
    if (!written.ok) return written;
    if (!compared) return ok(report);
    const { json, text, failed, findings } = report;
    return ok({
      json: { ...json, comparison: compared.json },
      text: `${text}\n\n${compared.text}`,
      findings,
      failed: failed || compared.failed,
    });
  },
});

/** The rows that `--fault` names; all of them without it. */
function readFaults(names: readonly string[] | undefined): Result<FaultId[] | undefined, string> {
  if (names === undefined) return ok(undefined);
  const found = FAULT_IDS.filter((id) => names.includes(id));
  return found.length === new Set(names).size
    ? ok(found)
    : err(english('cli_not_one_of', '--fault', FAULT_IDS.join(', ')));
}
