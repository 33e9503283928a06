import type { FlowState, TokenState } from '../flow/flow-state.ts';
import type { EpochMilliseconds } from '../time.ts';

/** When a token first came: a bank that sends the same refresh token again does not prolong it. */
export function firstReceivedMs(flow: FlowState, token: TokenState): EpochMilliseconds {
  const same = flow.tokens.filter(
    ({ kind, secret }) => kind === token.kind && secret.fingerprint === token.secret.fingerprint,
  );
  return Math.min(...same.map(({ receivedAtMs }) => receivedAtMs));
}
