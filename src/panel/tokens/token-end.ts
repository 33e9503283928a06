import type { FlowState, TokenState } from '../../core/flow/flow-state.ts';
import type { EpochMilliseconds, EpochSeconds } from '../../core/time.ts';
import { claimDate } from '../../core/tokens/claim-dates.ts';
import { expiresAt } from '../../core/tokens/lifetime.ts';

/** The second at which a token ends: by `expires_in`, else by its own `exp`; `undefined` if neither is there. */
export function tokenEnd(token: TokenState): EpochSeconds | undefined {
  return expiresAt(token) ?? (token.jwt && claimDate(token.jwt.claims, 'exp'));
}

/** A flow's tokens of one kind: those in use or revoked, and those that were replaced, newest first. */
export function tokensOfKind(flow: FlowState, kind: TokenState['kind']) {
  const all = flow.tokens.filter((token) => token.kind === kind);
  const current = all.filter((token) => !token.replaced || token.revoked);
  // A bank may send the same token again; then nothing was replaced.
  const inUse = new Set(current.map(({ secret }) => secret.fingerprint));
  const replaced = all
    .filter((token) => token.replaced && !token.revoked && !inUse.has(token.secret.fingerprint))
    .toReversed();
  return { current, replaced };
}

/** When a token first came: a bank that sends the same refresh token again does not prolong it. */
export function firstReceivedMs(flow: FlowState, token: TokenState): EpochMilliseconds {
  const same = flow.tokens.filter(
    ({ kind, secret }) => kind === token.kind && secret.fingerprint === token.secret.fingerprint,
  );
  return Math.min(...same.map(({ receivedAtMs }) => receivedAtMs));
}
