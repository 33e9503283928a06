import { grantSchema } from '../core/banks/grant.ts';
import { RANDOM_BYTES, randomText } from '../core/oauth/pkce.ts';
import { err, ok } from '../core/result.ts';
import { FlowEngine } from '../engine/flow-engine.ts';
import { planRequest } from './authorize-plan.ts';
import { defineCommand } from './command.ts';
import { english } from './english.ts';
import { bankName } from './flow/live-plan.ts';
import { flowFileOf, writeTextFile } from './flow/written-flow.ts';
import { nodeEffects } from './node/node-effects.ts';
import { nodeFetch } from './node/node-fetch.ts';
import { CARRIAGE_USAGE, carriageOptions } from './security-options.ts';

/** Writes a flow file to begin with: a flow that was planned and not yet run. Nothing is sent. */
export const record = defineCommand({
  name: 'record',
  usage:
    '--bank ID|FILE.json [--grant authorization_code|client_credentials] [--env E] [--var name=value]…\n' +
    '  [--client-id X] [--redirect-uri U] [--scope S] [--client-auth METHOD] [--pkce | --no-pkce]\n' +
    `  ${CARRIAGE_USAGE}\n` +
    '  [--param name=value]… [--output FILE] [--json]',
  summary: 'cli_record',
  options: {
    bank: { type: 'string' },
    grant: { type: 'string' },
    env: { type: 'string' },
    var: { type: 'string', multiple: true },
    'client-id': { type: 'string' },
    'redirect-uri': { type: 'string' },
    scope: { type: 'string' },
    'client-auth': { type: 'string' },
    ...carriageOptions,
    pkce: { type: 'boolean' },
    param: { type: 'string', multiple: true },
    output: { type: 'string' },
  },
  positionals: 0,
  async run({ values }, io) {
    const grant = grantSchema.safeParse(values.grant ?? 'authorization_code');
    if (!grant.success) {
      return err(english('cli_not_one_of', '--grant', grantSchema.options.join(', ')));
    }
    const plan = planRequest(values, grant.data);
    if (!plan.ok) return plan;
    const effects = nodeEffects({ clock: io, network: nodeFetch({}, io.env) });
    const fresh = () => randomText(io.randomBytes(RANDOM_BYTES));
    const redirects = grant.data === 'authorization_code';
    const started = await new FlowEngine(effects).startSteps(
      plan.value,
      {
        clientSecret: '',
        state: redirects ? fresh() : '',
        nonce: redirects ? fresh() : '',
        codeVerifier: redirects ? fresh() : '',
      },
      { bank: bankName(plan.value), onErrors: 'send_anyway' },
    );
    if (!started.ok) throw new Error(`a plan was refused: ${started.error.kind}`);
    const file = await flowFileOf(effects, started.value.flowId);
    if (values.output === undefined)
      return ok({ json: JSON.parse(file), text: file, findings: [] });
    const written = writeTextFile(values.output, file);
    if (!written.ok) return written;
    const text = english('cli_written', values.output);
    return ok({ json: { written: values.output }, text, findings: [] });
  },
});
