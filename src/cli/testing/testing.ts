import { flowFindings } from '../../core/flow/flow-state.ts';
import { mergeFindings } from '../../core/lint/finding.ts';
import { ok, type Result } from '../../core/result.ts';
import { asPersona } from '../browser/as-persona.ts';
import { visitInPage } from '../browser/visit-page.ts';
import { describeAll } from '../command.ts';
import { reportRun, tokenAnswer } from '../flow/flow-report.ts';
import { bankAfter, prepareReplay } from '../flow/prepare-replay.ts';
import { readOneFlow } from '../flow/read-flow.ts';
import { runPlan } from '../flow/run-plan.ts';
import { flowFileOf } from '../flow/written-flow.ts';
import { describeKeyFault, readSigningKey, type SigningKey } from '../node/client-keys.ts';
import { nodeEffects } from '../node/node-effects.ts';
import { nodeFetch } from '../node/node-fetch.ts';
import type { Authorize, Authorized, AuthorizeFailure, Fixtures } from './testing-types.ts';

const TIME_LIMIT_MS = 30_000;

/**
 * Runs a recorded flow in a page of a test: opens the authorization URL there, sees the redirect, exchanges the code.
 * Rejects with an `AuthorizeFailure` when no token came.
 */
export const authorize: Authorize = async (page, options) => {
  const { timeoutMs = TIME_LIMIT_MS, certificate = {}, variables = {} } = options;
  const read = given(readOneFlow(options.flow, options.flowId));
  const key = given(await readKey(options.clientKey));
  const { plan, clientSecret } = given(
    prepareReplay(
      read.flow,
      {
        env: options.environment,
        var: Object.entries(variables).map(([name, value]) => `${name}=${value}`),
        'client-id': options.clientId,
        'redirect-uri': options.redirectUri,
        live: options.live,
      },
      {
        signingKey: key,
        clientSecret: options.clientSecret ?? (process.env.PSD2_CLIENT_SECRET || undefined),
      },
    ),
  );
  const effects = nodeEffects({
    clock: { nowMs: () => Date.now() },
    network: nodeFetch(certificate, process.env),
    keys: key ? [key] : [],
    certificate: certificate.cert,
    timeLimitMs: timeoutMs,
  });
  const { approval = [] } = plan.profile.sandbox ?? {};
  const steps = given(asPersona(options.approve ?? approval, plan.profile, options.persona));
  const end = await runPlan(effects, {
    plan,
    bank: bankAfter(read.flow.started, plan),
    clientSecret,
    repeats: read.flow.flowId,
    onErrors: 'send_anyway',
    visit: visitInPage(page, { steps, timeLimitMs: timeoutMs }),
    how: 'new_tab',
  });
  const { json, failed } = reportRun(end);
  const { flow } = end;
  const record = flow && (await flowFileOf(effects, flow.flowId));
  if (!flow || record === undefined || failed) {
    throw failure(json.problem ?? 'no token', json.findings, record);
  }
  const findings = describeAll(mergeFindings(flowFindings(flow), end.findings));
  return { tokens: (await tokenAnswer(effects, flow)) as Authorized['tokens'], record, findings };
};

/** For Playwright: `const test = base.extend(fixtures)`, then `async ({ authorize }) => …` in a test. */
export const fixtures: Fixtures = {
  authorize: async ({ page }, use) => {
    await use((options) => authorize(page, options));
  },
};

async function readKey(text: string | undefined): Promise<Result<SigningKey | undefined, string>> {
  if (text === undefined) return ok(undefined);
  const key = await readSigningKey(text, { id: 'client-key' });
  return key.ok ? key : { ok: false, error: describeKeyFault(key.error) };
}

/** A test that cannot begin fails: its author must read why. */
function given<Value>(result: Result<Value, string>): Value {
  if (!result.ok) throw failure(result.error, []);
  return result.value;
}

function failure(
  problem: string,
  findings: Authorized['findings'],
  record?: string,
): AuthorizeFailure {
  const told = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ id, seen, fix }) => `${id}: ${seen} ${fix}`);
  const error = new Error([problem, ...told].join('\n'));
  return Object.assign(error, {
    name: 'AuthorizeFailure' as const,
    findings,
    ...(record === undefined ? {} : { record }),
  });
}
