import type { FlowState, TokenState } from '../flow/flow-state.ts';
import type { EpochSeconds } from '../time.ts';
import { claimDate } from '../tokens/claim-dates.ts';
import { expiresAt } from '../tokens/lifetime.ts';
import { changeSince, latestOffset, surely } from './server-clock.ts';

/** Seconds by which the two ends of one token differ where nothing is wrong. */
const ROUNDING = 3;

/**
 * The second of our clock at which a token ends; `undefined` if nobody said. `expires_in` counts from the
 * answer, so that the bank's clock is nothing to it: only a change of our own clock since then. `exp` is a
 * date by the bank's clock, and is brought to ours. Where both are there the token is over with the first.
 *
 * @see RFC 6749 §5.1, RFC 7519 §4.1.4
 */
export function tokenEnd(token: TokenState, flow: FlowState): EpochSeconds | undefined {
  const end = expiresAt(token);
  const date = token.jwt && claimDate(token.jwt.claims, 'exp');
  const said = end && end + Math.round(changeSince(flow, token.callId) / 1000);
  const exp = date && Math.round(date - surely(latestOffset(flow)) / 1000);
  if (said === undefined || exp === undefined) return said ?? exp;
  return exp < said - ROUNDING ? exp : said;
}
