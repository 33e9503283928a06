import { mergeFindings } from '../core/lint/finding.ts';
import { lintAuthorizationRequest } from '../core/lint/lint-authorization-request.ts';
import { lintProfile } from '../core/lint/lint-profile.ts';
import { buildAuthorizationRequest } from '../core/oauth/authorization-request.ts';
import { type Parameter, valuesOf } from '../core/oauth/parameter.ts';
import { RANDOM_BYTES, randomText } from '../core/oauth/pkce.ts';
import { err, ok } from '../core/result.ts';
import { planRequest } from './authorize-plan.ts';
import { columns, indent } from './columns.ts';
import { defineCommand, describeAll, printFindings } from './command.ts';
import { english } from './english.ts';
import { allProfiles } from './profiles.ts';

/** Builds an authorization URL as the panel does, with a fresh state and verifier. */
export const authorizeUrl = defineCommand({
  name: 'authorize-url',
  usage:
    '--bank ID|FILE.json [--env E] [--var name=value]… --client-id X --redirect-uri U [--scope S] ' +
    '[--state S] [--pkce | --no-pkce] [--param name=value]… [--json]',
  summary: 'cli_authorize_url',
  options: {
    bank: { type: 'string' },
    env: { type: 'string' },
    var: { type: 'string', multiple: true },
    'client-id': { type: 'string' },
    'redirect-uri': { type: 'string' },
    scope: { type: 'string' },
    state: { type: 'string' },
    pkce: { type: 'boolean' },
    param: { type: 'string', multiple: true },
  },
  positionals: 0,
  async run({ values }, io) {
    const planned = planRequest(values);
    if (!planned.ok) return planned;
    const plan = planned.value;
    const { profile, draft } = plan;
    const codeVerifier = randomText(io.randomBytes(RANDOM_BYTES));
    const state = values.state ?? randomText(io.randomBytes(RANDOM_BYTES));
    const nonce = randomText(io.randomBytes(RANDOM_BYTES));
    const built = await buildAuthorizationRequest(plan, { state, nonce, codeVerifier });
    if (!built.ok) {
      return err(
        built.error.kind === 'missing_values'
          ? english('cli_missing_values', profile.id, built.error.names.join(', '))
          : english('cli_no_redirect', profile.id),
      );
    }
    const { url, parameters } = built.value;
    const { environment, variables, clientAuthentication } = draft;
    const use = { profile, environment, variables };
    const findings = mergeFindings(
      lintAuthorizationRequest({ request: built.value, ...use, clientAuthentication }),
      lintProfile({ ...use, others: allProfiles(), request: { url, role: 'authorize' } }),
    );
    const json = {
      url,
      parameters: byName(parameters),
      state: valuesOf(parameters, 'state')[0] ?? null,
      codeVerifier: draft.pkce ? codeVerifier : null,
      findings: describeAll(findings),
    };
    const rows = parameters.map(({ name, value }) => [name, value]);
    if (draft.pkce) rows.push(['code_verifier', codeVerifier]);
    const text = `${url}\n\n${indent(columns(rows))}\n\n${printFindings(findings)}`;
    return ok({ json, text, findings });
  },
});

/** Wire name → value; a list where a name stands more than once. */
export function byName(parameters: readonly Parameter[]): Record<string, string | string[]> {
  return Object.fromEntries(
    parameters.map(({ name, value }) => {
      const values = valuesOf(parameters, name);
      return [name, values.length > 1 ? values : value];
    }),
  );
}
