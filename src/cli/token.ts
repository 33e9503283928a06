import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { err, ok, type Result } from '../core/result.ts';
import { planRequest } from './authorize-plan.ts';
import { defineCommand, type Io } from './command.ts';
import { english } from './english.ts';
import { reportRun, tokenAnswer } from './flow/flow-report.ts';
import {
  type GivenSecrets,
  readSecrets,
  SECRET_USAGE,
  secretOptions,
} from './flow/given-secrets.ts';
import { bankName, planLock } from './flow/live-plan.ts';
import { type GivenGrant, obtainWith } from './flow/obtain-with.ts';
import { progressLines } from './flow/progress.ts';
import { type RunEnd, runPlan } from './flow/run-plan.ts';
import { flowFileOf, writeTextFile } from './flow/written-flow.ts';
import { readNumber } from './judge-options.ts';
import { nodeEffects } from './node/node-effects.ts';
import { nodeFetch } from './node/node-fetch.ts';
import { BINDING_USAGE, bindingOptions } from './security-options.ts';

const GRANTS = ['client_credentials', 'authorization_code', 'refresh_token'] as const;
type Grant = (typeof GRANTS)[number];

/** Asks a bank for tokens from here: with the client's own credentials, a code or a refresh token. */
export const token = defineCommand({
  name: 'token',
  usage:
    '--bank ID|FILE.json [--grant client_credentials|authorization_code|refresh_token]\n' +
    '  [--env E] [--var name=value]… [--client-id X] [--redirect-uri U] [--scope S] [--client-auth METHOD]\n' +
    `  ${BINDING_USAGE}\n` +
    `  ${SECRET_USAGE}\n` +
    '  [--show-token] [--output FILE] [--record FILE] [--send-anyway] [--live] [--timeout SECONDS] [--json]\n' +
    '  environment: PSD2_CLIENT_SECRET, PSD2_CODE, PSD2_CODE_VERIFIER, PSD2_REFRESH_TOKEN',
  summary: 'cli_token',
  options: {
    bank: { type: 'string' },
    env: { type: 'string' },
    var: { type: 'string', multiple: true },
    grant: { type: 'string' },
    'client-id': { type: 'string' },
    'redirect-uri': { type: 'string' },
    scope: { type: 'string' },
    'client-auth': { type: 'string' },
    ...bindingOptions,
    ...secretOptions,
    'show-token': { type: 'boolean' },
    output: { type: 'string' },
    record: { type: 'string' },
    'send-anyway': { type: 'boolean' },
    live: { type: 'boolean' },
    timeout: { type: 'string' },
  },
  positionals: 0,
  async run({ values }, io) {
    const grant = GRANTS.find((one) => one === (values.grant ?? 'client_credentials'));
    if (!grant) return err(english('cli_not_one_of', '--grant', GRANTS.join(', ')));
    const timeout = readNumber('--timeout', values.timeout ?? '30');
    if (!timeout.ok) return timeout;
    const secrets = await readSecrets(values, io);
    if (!secrets.ok) return secrets;
    const planned = planRequest(
      values,
      grant === 'client_credentials' ? grant : 'authorization_code',
      secrets.value.signingKey?.known,
    );
    if (!planned.ok) return planned;
    const plan = planned.value;
    const locked = planLock(plan, values.live);
    if (locked !== undefined) return err(locked);
    const given = readGrant(grant, plan, io);
    if (!given.ok) return given;
    const { tls, signingKey } = secrets.value;
    const effects = nodeEffects({
      clock: io,
      network: nodeFetch(tls, io.env),
      keys: signingKey ? [signingKey] : [],
      certificate: tls.cert,
      told: progressLines(io.complain),
      timeLimitMs: timeout.value * 1000,
    });
    const end = await obtain(effects, plan, secrets.value, given.value, values['send-anyway']);
    const { flow } = end;
    if (flow && values.record !== undefined) {
      const written = writeTextFile(values.record, await flowFileOf(effects, flow.flowId));
      if (!written.ok) return written;
    }
    const { json, text, findings, failed } = reportRun(end);
    const answer = flow && !failed ? await tokenAnswer(effects, flow) : undefined;
    if (answer && values.output !== undefined) {
      const file = `${JSON.stringify(answer, null, 2)}\n`;
      const written = writeTextFile(values.output, file, 'private');
      if (!written.ok) return written;
    }
    if (!answer || !values['show-token']) return ok({ json, text, findings, failed });
    const shown = JSON.stringify(answer, null, 2);
    return ok({ json: { ...json, answer }, text: `${text}\n\n${shown}`, findings, failed });
  },
});

/** What is spent, from the environment; nothing for client credentials. */
function readGrant(
  grant: Grant,
  plan: FlowPlan,
  { env }: Io,
): Result<GivenGrant | undefined, string> {
  const { PSD2_CODE: code, PSD2_CODE_VERIFIER: codeVerifier, PSD2_REFRESH_TOKEN: token } = env;
  switch (grant) {
    case 'client_credentials':
      return ok(undefined);
    case 'refresh_token':
      return token
        ? ok({ kind: 'refresh', refreshToken: token })
        : err(english('cli_no_variable', 'PSD2_REFRESH_TOKEN'));
    case 'authorization_code':
      if (!code) return err(english('cli_no_variable', 'PSD2_CODE'));
      if (plan.draft.pkce && !codeVerifier && plan.profile.pkce === 'required') {
        return err(english('cli_no_variable', 'PSD2_CODE_VERIFIER'));
      }
      return ok({ kind: 'code', code, codeVerifier: codeVerifier || undefined });
  }
}

function obtain(
  effects: Parameters<typeof runPlan>[0],
  plan: FlowPlan,
  secrets: GivenSecrets,
  grant: GivenGrant | undefined,
  anyway: boolean | undefined,
): Promise<RunEnd> {
  const { defaults } = plan.profile.environments[plan.draft.environment] ?? {};
  const clientSecret = secrets.clientSecret ?? defaults?.clientSecret ?? '';
  const bank = bankName(plan);
  const onErrors = anyway ? 'send_anyway' : 'ask';
  if (grant) {
    const isBare = grant.kind === 'code' && grant.codeVerifier === undefined;
    const draft = isBare ? { ...plan.draft, pkce: false } : plan.draft;
    return obtainWith(effects, { plan: { ...plan, draft }, bank, clientSecret, grant, onErrors });
  }
  const visit = async () => err(english('cli_explained_only'));
  return runPlan(effects, { plan, bank, clientSecret, onErrors, visit, how: 'copied' });
}
