import type { TokenRecord } from '../core/flow/flow-event.ts';
import { currentToken, type FlowState } from '../core/flow/flow-state.ts';
import { lintTokenAnswer } from '../core/lint/lint-token-answer.ts';
import { readTokenAnswer, type TokenMembers } from '../core/oauth/token-response.ts';
import { decodeToken } from '../core/tokens/decode-jwt.ts';
import type { ReceivedAnswer, Vault } from './effects.ts';
import type { ReadAnswer } from './perform-call.ts';

const KINDS = ['access_token', 'refresh_token', 'id_token'] as const;

/** Reads the answer to a token request: judges it, and moves token values into the vault. */
export async function receiveTokens(
  vault: Vault,
  flow: FlowState,
  purpose: 'exchange' | 'client_credentials' | 'refresh',
  { answer }: ReceivedAnswer,
): Promise<ReadAnswer> {
  const read = readTokenAnswer(answer);
  const refreshToken = currentToken(flow, 'refresh_token');
  const refreshTokenBefore = refreshToken && (await vault.value(refreshToken.secret.id));
  const { profile, draft } = flow.started.plan;
  const findings = lintTokenAnswer({
    answer,
    read,
    purpose,
    profile,
    requestedScope: draft.scope,
    ...(refreshTokenBefore === undefined ? {} : { refreshTokenBefore }),
  });
  const tokens =
    read.kind === 'tokens'
      ? await recordTokens(vault, flow.flowId, read.members, answer.receivedAtMs)
      : [];
  return { outcome: read.kind, findings, tokens };
}

async function recordTokens(
  vault: Vault,
  flowId: string,
  members: TokenMembers,
  receivedAtMs: number,
): Promise<TokenRecord[]> {
  const records: TokenRecord[] = [];
  for (const kind of KINDS) {
    const value = members[kind];
    if (value === undefined) continue;
    const decoded = decodeToken(value);
    const readable = decoded.kind === 'jwt' && decoded.header && decoded.claims;
    const ofAccess = kind === 'access_token';
    records.push({
      secret: await vault.put(flowId, kind, value),
      kind,
      receivedAtMs,
      ...(ofAccess && members.token_type !== undefined ? { token_type: members.token_type } : {}),
      ...(ofAccess && members.scope !== undefined ? { scope: members.scope } : {}),
      ...(ofAccess && members.expires_in !== undefined ? { expires_in: members.expires_in } : {}),
      ...(readable
        ? { jwt: { header: { ...decoded.header }, claims: { ...decoded.claims } } }
        : {}),
    });
  }
  return records;
}
