import type { FlowState, TokenState } from '../flow/flow-state.ts';
import type { EpochSeconds } from '../time.ts';
import { claimDate } from '../tokens/claim-dates.ts';
import { expiresAt } from '../tokens/lifetime.ts';
import { changeSince, latestOffset, surely } from './server-clock.ts';

/**
 * The second of our clock at which a token ends; `undefined` if nobody said. `expires_in` counts from the
 * answer, so that the bank's clock is nothing to it: only a change of our own clock since then. `exp` is a
 * date by the bank's clock, and is brought to ours.
 *
 * @see RFC 6749 §5.1, RFC 7519 §4.1.4
 */
export function tokenEnd(token: TokenState, flow: FlowState): EpochSeconds | undefined {
  const end = expiresAt(token);
  if (end !== undefined) return end + Math.round(changeSince(flow, token.callId) / 1000);
  const exp = token.jwt && claimDate(token.jwt.claims, 'exp');
  return exp === undefined ? undefined : Math.round(exp - surely(latestOffset(flow)) / 1000);
}
