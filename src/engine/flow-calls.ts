import type { TemplateValues } from '../core/banks/template.ts';
import { capturedOf } from '../core/flow/captured-of.ts';
import { currentToken, type FlowState } from '../core/flow/flow-state.ts';
import { MASKED } from '../core/flow/secret.ts';
import { spentSecrets } from '../core/flow/spent-secrets.ts';
import { tokenDoubts } from '../core/flow/token-doubts.ts';
import { meetingToken } from '../core/lifetimes/token-budget.ts';
import { explainApiAnswer } from '../core/lint/explain-api-answer.ts';
import { type Finding, hasError, mergeFindings, type OnErrors } from '../core/lint/finding.ts';
import { lintApiRequest } from '../core/lint/lint-api-request.ts';
import { lintSentRequest } from '../core/lint/lint-sent-request.ts';
import { foreignHost } from '../core/lint/rules/foreign-host.ts';
import { buildAuthorizationRequest } from '../core/oauth/authorization-request.ts';
import { type CallEdit, editRequest, mapEdit } from '../core/oauth/call-edit.ts';
import { isDpopType, withTokenScheme } from '../core/oauth/dpop-proof.ts';
import { valuesOf } from '../core/oauth/parameter.ts';
import { codeChallenge } from '../core/oauth/pkce.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { buildWorkerRequest } from '../core/oauth/token-request.ts';
import { buildClientRequest } from './client-request.ts';
import { findEarlierTokens } from './earlier-flows.ts';
import type { Effects } from './effects.ts';
import type { EngineRefusal, EngineReply } from './flow-engine.ts';
import { refusePlainHttp, requestFailure, startingSecret, tokenRequestName } from './flow-plan.ts';
import { performProven } from './perform-proven.ts';
import { receiveTokens } from './read-token-answer.ts';
import { signAssertion } from './sign-assertion.ts';
import { signRequest } from './sign-request.ts';
import { unmaskText } from './unmask-flow.ts';

const refuse = (error: EngineRefusal) => ({ ok: false, error }) as const;

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

/**
 * What speaks against sending a client_credentials request; `undefined` when nothing does.
 *
 * @param told what the caller's linter said of scope and client
 */
export async function checkClientRequest(
  effects: Effects,
  plan: FlowPlan,
  clientSecret: string,
  told: readonly Finding[],
): Promise<EngineRefusal | undefined> {
  const name = tokenRequestName(plan);
  if (name === undefined) return { kind: 'nothing_to_send' };
  const signed = await signAssertion(effects, plan, plan.profile.requests[name], { clientSecret });
  if (!signed.ok) return signed.error;
  const { clientAssertion } = signed.value;
  const built = buildWorkerRequest(plan, name, { clientSecret, clientAssertion });
  if (plan.profile.requests[name]?.transport !== 'worker') return { kind: 'explained_only' };
  if (!built.ok) return requestFailure(built.error);
  const blocked = refusePlainHttp(built.value);
  if (blocked) return blocked;
  const { certificate } = effects;
  const sent = {
    request: built.value,
    plan,
    purpose: 'client_credentials',
    certificate,
  } as const;
  const findings = mergeFindings(told, lintSentRequest(sent));
  if (hasError(findings)) return { kind: 'has_errors', findings };
  return liveToken(effects, plan);
}

/** The token that makes a request needless, where the bank wants few of them; one whose value is gone does not. */
export async function liveToken(
  effects: Effects,
  plan: FlowPlan,
): Promise<EngineRefusal | undefined> {
  const earlier = await findEarlierTokens(effects, plan);
  const alive = meetingToken(plan, earlier, effects.clock.nowMs());
  if (!alive || (await effects.vault.value(alive.tokenId)) === undefined) return undefined;
  return { kind: 'token_alive', ...alive };
}

/** The request was checked when its flow was recorded. @see RFC 6749 §4.4.2 */
export function requestClientToken(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  told: readonly Finding[],
): Promise<EngineReply> {
  return obtainTokens(effects, flow, signal, {
    purpose: 'client_credentials',
    secrets: {},
    told,
    onErrors: 'send_anyway',
  });
}

/**
 * Renews with the current refresh token, never with a replaced one; a client's own token is asked for anew.
 *
 * @param tokenId the refresh token that the person means; absent: the current one
 * @see RFC 6749 §6, §4.4.3
 */
export async function refreshTokens(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  tokenId?: string,
): Promise<EngineReply> {
  const { plan, findings } = flow.started;
  if (plan.draft.grant === 'client_credentials' && flow.phase === 'tokens_received') {
    return requestClientToken(effects, flow, signal, findings);
  }
  const token =
    tokenId === undefined
      ? currentToken(flow, 'refresh_token')
      : flow.tokens.find(({ secret, kind }) => kind === 'refresh_token' && secret.id === tokenId);
  if (!token) return refuse({ kind: 'nothing_to_send' });
  if (spentSecrets(flow).has(token.secret.fingerprint))
    return refuse({ kind: 'already_sent', what: 'refresh_token' });
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
  onErrors: OnErrors,
  edit?: CallEdit,
): Promise<EngineReply> {
  const { plan } = flow.started;
  const token = flow.tokens.find(({ secret }) => secret.id === tokenId);
  if (token?.kind !== 'access_token' || !plan.profile.calls.includes(name)) {
    return refuse({ kind: 'nothing_to_send' });
  }
  const accessToken = await effects.vault.value(tokenId);
  if (accessToken === undefined) return refuse({ kind: 'secret_gone', what: 'access_token' });
  const known = await effects.vault.known(flow.flowId);
  const unmasked = edit && mapEdit(edit, (text) => unmaskText(text, known));
  const { token_type } = token;
  const doubts = tokenDoubts(flow, token);
  let lacks: string[] = [];
  return performProven(
    effects,
    flow,
    signal,
    async (now) => {
      const built = await buildClientRequest(effects, now, name, { accessToken });
      if (!built.ok) return built;
      const template = withTokenScheme(built.value.request, token_type);
      const request = unmasked ? editRequest(template, unmasked) : template;
      if (!request) return refuse({ kind: 'bad_address', address: edit?.url ?? '' });
      // A secret that was typed once is not recorded, so that it has to be typed again.
      if (JSON.stringify(request).includes(MASKED)) {
        return refuse({ kind: 'secret_gone', what: 'masked' });
      }
      const findings = lintApiRequest({ request, accessToken, token_type }, plan);
      const all = mergeFindings(doubts, findings);
      const blocked = findings.some(({ id }) => id === foreignHost.id);
      if (blocked || (hasError(all) && onErrors === 'ask')) {
        return refuse({ kind: 'has_errors', findings: all });
      }
      const signed = await signRequest(effects, plan, request);
      if (!signed.ok) return signed;
      lacks = signed.value.lacks;
      const call = { purpose: 'api', name, request: signed.value.request, findings, edit } as const;
      const proves = isDpopType(token_type) ? { accessToken } : undefined;
      return { ok: true, value: { ...call, uses: tokenId, proves } };
    },
    async ({ answer }, { request }) => ({
      ...explainApiAnswer(answer, plan.profile, request.url, lacks),
      tokens: [],
    }),
  );
}

/** Makes an API call again with the access token that is in use now. */
export async function callAgain(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  callId: string,
): Promise<EngineReply> {
  const call = flow.calls.find((one) => one.callId === callId && one.purpose === 'api');
  const token = currentToken(flow, 'access_token');
  if (!call || !token) return refuse({ kind: 'nothing_to_send' });
  // What was found then was seen then; what came with another token since was not.
  const isSeen = token.secret.id === call.uses || tokenDoubts(flow, token).length === 0;
  const onErrors = isSeen ? 'send_anyway' : 'ask';
  return callApi(effects, flow, signal, call.name, token.secret.id, onErrors, call.edit);
}

/** A token request, and what it spends. */
export interface TokenCall {
  purpose: 'exchange' | 'client_credentials' | 'refresh';
  secrets: TemplateValues;
  uses?: string;
  /** what the caller's linter said */
  told?: readonly Finding[];
  onErrors: OnErrors;
}

/** Sends one of the three requests that bring tokens, and reads its answer. */
export async function obtainTokens(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  { purpose, secrets, uses, told = [], onErrors }: TokenCall,
): Promise<EngineReply> {
  const { plan } = flow.started;
  const name = purpose === 'refresh' ? plan.profile.refresh : tokenRequestName(plan);
  if (name === undefined) return refuse({ kind: 'nothing_to_send' });
  const redirectUri = plan.draft.edits.redirect_uri ?? plan.draft.redirectUri;
  return performProven(
    effects,
    flow,
    signal,
    async (now) => {
      const built = await buildClientRequest(effects, now, name, secrets);
      if (!built.ok) return built;
      const { request, assertion } = built.value;
      const sent = lintSentRequest({
        request,
        plan,
        purpose,
        certificate: effects.certificate,
        nowMs: effects.clock.nowMs(),
        openedUrl: flow.opened?.url,
        tokens: await findEarlierTokens(effects, plan, flow.flowId),
        ...(purpose === 'exchange'
          ? {
              authorizationRequest: {
                redirectUri,
                codeChallenge: await challengeSent(flow, secrets.codeVerifier),
                challengeOfVerifier:
                  secrets.codeVerifier && (await codeChallenge(secrets.codeVerifier)),
              },
              codeAgeMs: effects.clock.nowMs() - (flow.redirect?.atMs ?? effects.clock.nowMs()),
            }
          : {}),
      });
      const all = mergeFindings(told, sent);
      if (hasError(all) && onErrors === 'ask') {
        return refuse({ kind: 'has_errors', findings: all });
      }
      // What was told before stands in the flow's start.
      const findings = all.filter((finding) => !told.includes(finding));
      const call = { purpose, name, request, findings, assertion, proves: 'new' } as const;
      return { ok: true, value: { ...call, ...(uses === undefined ? {} : { uses }) } };
    },
    (received, { request }) => receiveTokens(effects, flow, { purpose, request }, received),
  );
}

/** The challenge that the authorization request carried: a person may have changed it or taken it out. */
async function challengeSent(flow: FlowState, codeVerifier = ''): Promise<string | undefined> {
  const { plan } = flow.started;
  const secrets = { state: 'state', nonce: 'nonce', codeVerifier };
  const built = await buildAuthorizationRequest(plan, secrets, capturedOf(flow));
  return built.ok ? valuesOf(built.value.parameters, 'code_challenge')[0] : undefined;
}
