import { randomUUID } from 'node:crypto';
import { mergeFindings } from '../core/lint/finding.ts';
import { lintAuthorizationRequest } from '../core/lint/lint-authorization-request.ts';
import { lintProfile } from '../core/lint/lint-profile.ts';
import {
  type AuthorizationRequest,
  buildAuthorizationRequest,
} from '../core/oauth/authorization-request.ts';
import { carriedRequest } from '../core/oauth/carried-request.ts';
import { consentUntil } from '../core/oauth/consent-until.ts';
import type { JwtContent } from '../core/oauth/jwt-content.ts';
import { type Parameter, valuesOf } from '../core/oauth/parameter.ts';
import { RANDOM_BYTES, randomText } from '../core/oauth/pkce.ts';
import { requestCarriage } from '../core/oauth/request-carriage.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { buildRequestObject } from '../core/oauth/request-object.ts';
import { err, ok } from '../core/result.ts';
import { epochSeconds } from '../core/time.ts';
import { signJwt } from '../engine/sign-jwt.ts';
import { planRequest } from './authorize-plan.ts';
import { columns, indent } from './columns.ts';
import { defineCommand, describeAll, type Io, printFindings } from './command.ts';
import { english } from './english.ts';
import { readClientKey } from './flow/given-secrets.ts';
import type { SigningKey } from './node/client-keys.ts';
import { allProfiles } from './profiles.ts';
import { CARRIAGE_USAGE, carriageOptions } from './security-options.ts';

/** Builds an authorization URL as the panel does, with a fresh state and verifier. */
export const authorizeUrl = defineCommand({
  name: 'authorize-url',
  usage:
    '--bank ID|FILE.json [--env E] [--var name=value]… --client-id X --redirect-uri U [--scope S] ' +
    '[--state S] [--pkce | --no-pkce] [--param name=value]…\n' +
    `  ${CARRIAGE_USAGE} [--client-key FILE [--key-id ID]] [--json]`,
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
    ...carriageOptions,
    'client-key': { type: 'string' },
    'key-id': { type: 'string' },
    param: { type: 'string', multiple: true },
  },
  positionals: 0,
  async run({ values }, io) {
    const signingKey = await readClientKey(values);
    if (!signingKey.ok) return signingKey;
    const planned = planRequest(values, 'authorization_code', signingKey.value?.known);
    if (!planned.ok) return planned;
    const plan = planned.value;
    const { profile, draft } = plan;
    const codeVerifier = randomText(io.randomBytes(RANDOM_BYTES));
    const state = values.state ?? randomText(io.randomBytes(RANDOM_BYTES));
    const nonce = randomText(io.randomBytes(RANDOM_BYTES));
    const built = await buildAuthorizationRequest(
      plan,
      { state, nonce, codeVerifier },
      {
        requestId: randomText(io.randomBytes(RANDOM_BYTES)),
        consentUntil: consentUntil(io.nowMs()),
      },
    );
    if (!built.ok) {
      return err(
        built.error.kind === 'missing_values'
          ? english('cli_missing_values', profile.id, built.error.names.join(', '))
          : english('cli_no_redirect', profile.id),
      );
    }
    const { parameters } = built.value;
    const signed = await sign(plan, built.value, signingKey.value, io);
    const { url } = signed?.request ?? built.value;
    const { environment, variables, clientAuthentication } = draft;
    const use = { profile, environment, variables };
    const subject = {
      ...use,
      clientAuthentication,
      nowMs: io.nowMs(),
      // A command that only builds pushes nothing.
      carriage: { pushed: false, object: signed !== undefined },
    };
    const judged = (request: AuthorizationRequest) =>
      lintAuthorizationRequest({ ...subject, request });
    const findings = mergeFindings(
      judged(built.value),
      signed ? judged(signed.request).filter(({ id }) => OF_OBJECTS.includes(id)) : [],
      lintProfile({ ...use, others: allProfiles(), request: { url, role: 'authorize' } }),
    );
    const json = {
      url,
      parameters: byName(parameters),
      state: valuesOf(parameters, 'state')[0] ?? null,
      codeVerifier: draft.pkce ? codeVerifier : null,
      ...(signed && { requestObject: signed.content }),
      findings: describeAll(findings),
    };
    const rows = parameters.map(({ name, value }) => [name, value]);
    if (draft.pkce) rows.push(['code_verifier', codeVerifier]);
    const text = [
      url,
      indent(columns(rows)),
      ...(signed ? [`request\n${indent(JSON.stringify(signed.content, null, 2))}`] : []),
      printFindings(findings),
    ];
    return ok({ json, text: text.join('\n\n'), findings });
  },
});

/** Rules on what is packed into an object; the others are about the parameters, which are judged themselves. */
const OF_OBJECTS = ['AQ24', 'AQ25'];

/** The request as a signed object, where the plan wants one and there is a key. @see RFC 9101 §5.1 */
async function sign(
  plan: FlowPlan,
  plain: AuthorizationRequest,
  key: SigningKey | undefined,
  io: Io,
): Promise<{ request: AuthorizationRequest; content: JwtContent } | undefined> {
  if (!key || !requestCarriage(plan).object) return undefined;
  const now = epochSeconds(io.nowMs());
  const { alg, ...content } = buildRequestObject(plan, plain, { now, jti: randomUUID() });
  const effects = {
    sign: (_id: string, ...what: Parameters<SigningKey['sign']>) => key.sign(...what),
  };
  const jwt = await signJwt(effects, key.known, alg, content);
  if (jwt === undefined) return undefined;
  return { request: carriedRequest(plan, plain, 'request', jwt), content };
}

/** Wire name → value; a list where a name stands more than once. */
export function byName(parameters: readonly Parameter[]): Record<string, string | string[]> {
  return Object.fromEntries(
    parameters.map(({ name, value }) => {
      const values = valuesOf(parameters, name);
      return [name, values.length > 1 ? values : value];
    }),
  );
}
