import type { FlowState } from '../core/flow/flow-state.ts';
import { explainTokenStatus } from '../core/lint/explain-token-status.ts';
import { statusRequest, type TokenStatusPurpose } from '../core/oauth/status-request.ts';
import { buildClientRequest } from './client-request.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { performCall } from './perform-call.ts';

/**
 * Asks the bank about a token, or to end it. A refresh token that was replaced goes nowhere any more, not
 * even there.
 *
 * @see RFC 7662 §2.1, RFC 7009 §2.1
 */
export async function askTokenStatus(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  purpose: TokenStatusPurpose,
  tokenId: string,
): Promise<EngineReply> {
  const { plan, dpopKey } = flow.started;
  const inUse = { jkt: dpopKey?.thumbprint, 'x5t#S256': effects.certificateThumbprint };
  const token = flow.tokens.find(({ secret }) => secret.id === tokenId);
  const name = statusRequest(plan, purpose);
  if (!token || token.kind === 'id_token' || name === undefined) {
    return { ok: false, error: { kind: 'nothing_to_send' } };
  }
  const value = await effects.vault.value(tokenId);
  if (value === undefined) return { ok: false, error: { kind: 'secret_gone', what: token.kind } };
  const secrets = { token: value, tokenTypeHint: token.kind };
  const built = await buildClientRequest(effects, flow, name, secrets);
  if (!built.ok) return built;
  return performCall(
    effects,
    flow,
    { purpose, name, ...built.value, findings: [], uses: tokenId },
    async ({ answer }) => ({
      ...explainTokenStatus({ purpose, answer, token, plan, inUse }),
      tokens: [],
    }),
    signal,
  );
}
