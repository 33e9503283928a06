import { currentToken, type FlowState } from '../core/flow/flow-state.ts';
import { explainApiAnswer } from '../core/lint/explain-api-answer.ts';
import { hasError, type OnErrors } from '../core/lint/finding.ts';
import { lintTokenRequest } from '../core/lint/lint-token-request.ts';
import { buildAuthorizationRequest } from '../core/oauth/authorization-request.ts';
import { plainHttpHost } from '../core/oauth/failure-reach.ts';
import type { HttpRequest } from '../core/oauth/http-message.ts';
import { valuesOf } from '../core/oauth/parameter.ts';
import { codeChallenge } from '../core/oauth/pkce.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { buildWorkerRequest } from '../core/oauth/token-request.ts';
import type { Effects } from './effects.ts';
import type { EngineRefusal, EngineReply } from './flow-engine.ts';
import { type RequestSecrets, startingSecret, tokenRequestName } from './flow-plan.ts';
import { performCall } from './perform-call.ts';
import { receiveTokens } from './read-token-answer.ts';

const refuse = (error: EngineRefusal): EngineReply => ({ ok: false, error });

/** Spends the captured code: once, and only if the redirect was accepted. @see RFC 6749 §4.1.3 */
export async function exchangeCode(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  onErrors: OnErrors,
): Promise<EngineReply> {
  const { redirect } = flow;
  const reference = redirect?.code;
  if (!redirect || !reference || redirect.verdict !== 'code')
    return refuse({ kind: 'nothing_to_send' });
  if (redirect.code_use === 'sent') {
    return refuse({ kind: 'already_sent', what: 'authorization_code' });
  }
  if (redirect.code_use !== 'unspent') return refuse({ kind: 'nothing_to_send' });
  const code = await effects.vault.value(reference.id);
  if (code === undefined) return refuse({ kind: 'secret_gone', what: 'authorization_code' });
  const codeVerifier = await startingSecret(effects.vault, flow, 'code_verifier');
  const verifierGone = flow.started.plan.draft.pkce && codeVerifier === undefined;
  if (verifierGone) return refuse({ kind: 'secret_gone', what: 'code_verifier' });
  return obtainTokens(effects, flow, signal, {
    purpose: 'exchange',
    secrets: { code, codeVerifier },
    uses: reference.id,
    onErrors,
  });
}

/** What speaks against sending a client_credentials request; `undefined` when nothing does. */
export function checkClientRequest(
  plan: FlowPlan,
  clientSecret: string,
): EngineRefusal | undefined {
  const name = tokenRequestName(plan);
  const built = name === undefined ? undefined : buildWorkerRequest(plan, name, { clientSecret });
  if (!built?.ok) return { kind: 'nothing_to_send' };
  const host = plainHttpHost(built.value.url);
  if (host !== undefined) return { kind: 'plain_http', host };
  const findings = lintTokenRequest({ request: built.value, plan, purpose: 'client_credentials' });
  return hasError(findings) ? { kind: 'has_errors', findings } : undefined;
}

/** The request was checked when its flow was recorded. @see RFC 6749 §4.4.2 */
export function requestClientToken(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
): Promise<EngineReply> {
  return obtainTokens(effects, flow, signal, {
    purpose: 'client_credentials',
    secrets: {},
    onErrors: 'send_anyway',
  });
}

/** Renews with the current refresh token, never with a replaced one. @see RFC 6749 §6 */
export async function refreshTokens(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
): Promise<EngineReply> {
  const token = currentToken(flow, 'refresh_token');
  if (!token) return refuse({ kind: 'nothing_to_send' });
  // An answer that said "done" and could not be read may have brought the next refresh token.
  const lost = flow.calls.some(
    ({ uses, failed, outcome, answer }) =>
      uses === token.secret.id &&
      (failed?.reached === 'unknown' || (outcome === 'unexpected' && answer?.status === 200)),
  );
  if (lost) return refuse({ kind: 'already_sent', what: 'refresh_token' });
  const refreshToken = await effects.vault.value(token.secret.id);
  if (refreshToken === undefined) return refuse({ kind: 'secret_gone', what: 'refresh_token' });
  return obtainTokens(effects, flow, signal, {
    purpose: 'refresh',
    secrets: { refreshToken },
    uses: token.secret.id,
    onErrors: 'ask',
  });
}

/** Carries an access token to one of the profile's API requests and explains the answer. @see RFC 6750 §2.1 */
export async function callApi(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  name: string,
  tokenId: string,
): Promise<EngineReply> {
  const { plan } = flow.started;
  const token = flow.tokens.find(({ secret }) => secret.id === tokenId);
  if (token?.kind !== 'access_token' || !plan.profile.calls.includes(name)) {
    return refuse({ kind: 'nothing_to_send' });
  }
  const accessToken = await effects.vault.value(tokenId);
  if (accessToken === undefined) return refuse({ kind: 'secret_gone', what: 'access_token' });
  const built = buildWorkerRequest(plan, name, { accessToken, requestId: effects.randomId() });
  if (!built.ok) return refuse({ kind: 'nothing_to_send' });
  const request = built.value;
  const blocked = refusePlainHttp(request);
  if (blocked) return blocked;
  await performCall(
    effects,
    flow,
    { purpose: 'api', name, request, findings: [], uses: tokenId },
    async ({ answer }) => ({ ...explainApiAnswer(answer, plan.profile), tokens: [] }),
    signal,
  );
  return { ok: true, value: { flowId: flow.flowId } };
}

interface TokenCall {
  purpose: 'exchange' | 'client_credentials' | 'refresh';
  secrets: RequestSecrets;
  uses?: string;
  onErrors: OnErrors;
}

async function obtainTokens(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  { purpose, secrets, uses, onErrors }: TokenCall,
): Promise<EngineReply> {
  const { plan } = flow.started;
  const name = purpose === 'refresh' ? plan.profile.refresh : tokenRequestName(plan);
  if (name === undefined) return refuse({ kind: 'nothing_to_send' });
  const clientSecret = await startingSecret(effects.vault, flow, 'client_secret');
  const wantsSecret = flow.started.secrets.some(({ kind }) => kind === 'client_secret');
  if (wantsSecret && clientSecret === undefined) {
    return refuse({ kind: 'secret_gone', what: 'client_secret' });
  }
  const built = buildWorkerRequest(plan, name, { ...secrets, clientSecret });
  if (!built.ok) return refuse({ kind: 'nothing_to_send' });
  const request = built.value;
  const blocked = refusePlainHttp(request);
  if (blocked) return blocked;
  const redirectUri = plan.draft.edits.redirect_uri ?? plan.draft.redirectUri;
  const findings = lintTokenRequest({
    request,
    plan,
    purpose,
    ...(purpose === 'exchange'
      ? {
          authorizationRequest: {
            redirectUri,
            codeChallenge: await challengeSent(plan, secrets.codeVerifier),
            challengeOfVerifier:
              secrets.codeVerifier && (await codeChallenge(secrets.codeVerifier)),
          },
          codeAgeMs: effects.clock.nowMs() - (flow.redirect?.atMs ?? effects.clock.nowMs()),
        }
      : {}),
  });
  if (hasError(findings) && onErrors === 'ask') return refuse({ kind: 'has_errors', findings });
  await performCall(
    effects,
    flow,
    { purpose, name, request, findings, ...(uses === undefined ? {} : { uses }) },
    (received) => receiveTokens(effects.vault, flow, purpose, received),
    signal,
  );
  return { ok: true, value: { flowId: flow.flowId } };
}

/** The challenge that the authorization request carried: a person may have changed it or taken it out. */
async function challengeSent(plan: FlowPlan, codeVerifier = ''): Promise<string | undefined> {
  const built = await buildAuthorizationRequest(plan, { state: '', codeVerifier });
  return built.ok ? valuesOf(built.value.parameters, 'code_challenge')[0] : undefined;
}

function refusePlainHttp(request: HttpRequest): EngineReply | undefined {
  const host = plainHttpHost(request.url);
  return host === undefined ? undefined : refuse({ kind: 'plain_http', host });
}
