import type { FlowState, TokenState } from '../../core/flow/flow-state.ts';

export { firstReceivedMs } from '../../core/lifetimes/first-received.ts';
export { tokenEnd } from '../../core/lifetimes/token-end.ts';

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
