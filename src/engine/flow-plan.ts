import { templateValues } from '../core/banks/request-values.ts';
import type { TemplateValues } from '../core/banks/template.ts';
import { capturedOf } from '../core/flow/captured-of.ts';
import type { FlowState, TokenState } from '../core/flow/flow-state.ts';
import { plannedSteps } from '../core/flow/flow-steps.ts';
import type { SecretKind } from '../core/flow/secret.ts';
import { consentUntil } from '../core/oauth/consent-until.ts';
import { plainHttpHost } from '../core/oauth/failure-reach.ts';
import type { HttpRequest } from '../core/oauth/http-message.ts';
import { codeChallenge } from '../core/oauth/pkce.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import type { RequestFailure } from '../core/oauth/token-request.ts';
import type { Effects, Vault } from './effects.ts';
import type { EngineRefusal } from './flow-engine.ts';

/** The name of the token request that a grant ends with. */
export function tokenRequestName(plan: FlowPlan): string | undefined {
  return plannedSteps(plan).findLast(({ template }) => template.role === 'token')?.name;
}

/** The issuer that the environment names, if it does. */
export function planIssuer({ profile, draft }: FlowPlan): string | undefined {
  return templateValues(profile, draft.environment, draft.variables)?.issuer;
}

/** The scope of a plan with the ids in it that steps have brought. */
export function filledScope(
  { profile, draft }: FlowPlan,
  captured: Readonly<Record<string, string>>,
): string {
  const values = { ...captured, scope: draft.scope };
  return templateValues(profile, draft.environment, draft.variables, values)?.scope ?? draft.scope;
}

/**
 * The value of a secret that the flow started with; `undefined` when it is gone or never was. A file may name any
 * secret: none is given to a flow that came from one.
 */
export async function startingSecret(
  vault: Vault,
  state: FlowState,
  kind: SecretKind,
): Promise<string | undefined> {
  const reference = state.started.secrets.find((secret) => secret.kind === kind);
  return reference && !state.started.imported ? vault.value(reference.id) : undefined;
}

/**
 * The value of a secret that must come back. When it is gone from memory (the browser was restarted), the fingerprint
 * of what came back decides; nothing that differs can pass for it. `undefined` where the flow started with none.
 */
export async function expectedSecret(
  vault: Vault,
  { started }: FlowState,
  kind: SecretKind,
  returned: string | undefined,
): Promise<string | undefined> {
  const reference = started.secrets.find((secret) => secret.kind === kind);
  if (!reference) return undefined;
  const value = await vault.value(reference.id);
  if (value !== undefined) return value;
  const same =
    returned !== undefined && (await vault.fingerprint(returned)) === reference.fingerprint;
  return same ? returned : '\u0000'.repeat(reference.length);
}

/** The token that the client got for itself, in a step before the redirect. */
export function clientToken({ tokens }: FlowState): TokenState | undefined {
  return tokens.findLast(
    ({ kind, step, replaced }) => kind === 'access_token' && step !== undefined && !replaced,
  );
}

/** Everything that the templates of a flow's requests may name beside the draft. */
export async function stepValues(
  effects: Effects,
  flow: FlowState,
  secrets: TemplateValues,
): Promise<TemplateValues> {
  const client = clientToken(flow);
  const { vault } = effects;
  const codeVerifier = await startingSecret(vault, flow, 'code_verifier');
  const challenge = codeVerifier && (await codeChallenge(codeVerifier));
  return {
    ...capturedOf(flow),
    state: await startingSecret(vault, flow, 'state'),
    nonce: await startingSecret(vault, flow, 'nonce'),
    codeVerifier,
    codeChallenge: challenge,
    codeChallengeMethod: challenge && 'S256',
    clientToken: client && (await vault.value(client.secret.id)),
    requestId: effects.randomId(),
    consentUntil: consentUntil(effects.clock.nowMs()),
    ...secrets,
  };
}

/** A request that cannot be built, as a refusal. */
export function requestFailure(failure: RequestFailure): EngineRefusal {
  return failure.kind === 'missing_values' ? failure : { kind: 'nothing_to_send' };
}

/** @see RFC 6749 §3.1, §3.2 */
export function refusePlainHttp({ url }: Pick<HttpRequest, 'url'>): EngineRefusal | undefined {
  if (!isWebAddress(url)) return { kind: 'bad_address', address: url.split(/[?#]/)[0] ?? '' };
  const host = plainHttpHost(url);
  return host === undefined ? undefined : { kind: 'plain_http', host };
}

/** A profile or an answer may name any address: only those of the web are ever opened or called. */
export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
