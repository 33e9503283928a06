import type { TokenRecord } from '../core/flow/flow-event.ts';
import { currentToken, type FlowState } from '../core/flow/flow-state.ts';
import { lintTokenAnswer } from '../core/lint/lint-token-answer.ts';
import { lintTokenBinding } from '../core/lint/lint-token-binding.ts';
import { type HttpRequest, headerOf } from '../core/oauth/http-message.ts';
import { valuesOf } from '../core/oauth/parameter.ts';
import { memberAt } from '../core/oauth/read-captures.ts';
import { parseObject, readTokenAnswer, type TokenMembers } from '../core/oauth/token-response.ts';
import { decodeToken } from '../core/tokens/decode-jwt.ts';
import { checkReceivedIdToken } from './check-id-token.ts';
import type { Effects, ReceivedAnswer, Vault } from './effects.ts';
import { filledScope } from './flow-plan.ts';
import type { ReadAnswer } from './perform-call.ts';

const KINDS = ['access_token', 'refresh_token', 'id_token'] as const;

/** What a token request was for, and the step that it is, if it comes before the redirect. */
export interface TokenPurpose {
  purpose: 'exchange' | 'client_credentials' | 'refresh';
  step?: string;
  /** the request as it went out */
  request: HttpRequest;
}

/** Reads the answer to a token request: judges it and its ID token, and moves token values into the vault. */
export async function receiveTokens(
  effects: Effects,
  flow: FlowState,
  { purpose, step, request }: TokenPurpose,
  { answer }: ReceivedAnswer,
): Promise<ReadAnswer> {
  const { vault, certificateThumbprint } = effects;
  const { plan, dpopKey } = flow.started;
  const { profile } = plan;
  await keepRenamed(vault, flow, answer.body);
  const read = readTokenAnswer(answer, profile.tokenAnswer);
  const refreshToken = currentToken(flow, 'refresh_token');
  const refreshTokenBefore = refreshToken && (await vault.value(refreshToken.secret.id));
  const findings = lintTokenAnswer({
    answer,
    read,
    purpose,
    profile,
    requestedScope: requestedScope(flow, request, step),
    scopeBefore: currentToken(flow, 'access_token')?.scope,
    requestUrl: request.url,
    askedDpop: headerOf(request, 'dpop') !== undefined,
    clientAuthentication: plan.draft.clientAuthentication,
    ...(refreshTokenBefore === undefined ? {} : { refreshTokenBefore }),
  });
  const tokens =
    read.kind === 'tokens'
      ? (await recordTokens(vault, flow.flowId, read.members, answer.receivedAtMs)).map((token) =>
          step === undefined ? token : { ...token, step },
        )
      : [];
  const inUse = { jkt: dpopKey?.thumbprint, 'x5t#S256': certificateThumbprint };
  const bound = tokens.flatMap(({ kind, token_type, jwt }) =>
    kind === 'access_token' && jwt
      ? lintTokenBinding({ claims: jwt.claims, token_type, profile, inUse })
      : [],
  );
  const checked =
    read.kind === 'tokens'
      ? await checkReceivedIdToken(effects, flow, { purpose, request }, read.members)
      : { findings: [] };
  const { verifiedBy } = checked;
  return {
    outcome: read.kind,
    findings: [...findings, ...bound, ...checked.findings],
    tokens: tokens.map((token) =>
      token.kind === 'id_token' && verifiedBy !== undefined ? { ...token, verifiedBy } : token,
    ),
  };
}

/** A step before the redirect asks for its own scope; all others for the flow's. */
function requestedScope(flow: FlowState, request: HttpRequest, step: string | undefined): string {
  const own = step === undefined ? undefined : valuesOf(request.parameters, 'scope')[0];
  return own ?? (step === undefined ? filledScope(flow.started.plan, flow.captured) : '');
}

/** Tokens under names of the bank's own are secrets too, also in an answer that is no good. */
async function keepRenamed(vault: Vault, flow: FlowState, body: string): Promise<void> {
  const json = parseObject(body);
  const names = flow.started.plan.profile.tokenAnswer ?? {};
  for (const kind of KINDS) {
    const value = names[kind] && memberAt(json, names[kind]);
    if (typeof value === 'string' && value !== '') await vault.put(flow.flowId, kind, value);
  }
}

async function recordTokens(
  vault: Vault,
  flowId: string,
  members: TokenMembers,
  receivedAtMs: number,
): Promise<TokenRecord[]> {
  const records = KINDS.map(async (kind): Promise<TokenRecord[]> => {
    const value = members[kind];
    if (value === undefined) return [];
    const decoded = decodeToken(value);
    const readable = decoded.kind === 'jwt' && decoded.header && decoded.claims;
    const ofAccess = kind === 'access_token';
    const length =
      kind === 'refresh_token' ? members.refresh_expires_in : ofAccess && members.expires_in;
    const record: TokenRecord = {
      secret: await vault.put(flowId, kind, value),
      kind,
      receivedAtMs,
      ...(ofAccess && members.token_type !== undefined ? { token_type: members.token_type } : {}),
      ...(ofAccess && members.scope !== undefined ? { scope: members.scope } : {}),
      ...(length ? { expires_in: length } : {}),
      ...(readable
        ? { jwt: { header: { ...decoded.header }, claims: { ...decoded.claims } } }
        : {}),
    };
    return [record];
  });
  return (await Promise.all(records)).flat();
}
