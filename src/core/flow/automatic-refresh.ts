import type { EpochMilliseconds, EpochSeconds, Seconds } from '../time.ts';
import { callUnderWay, currentToken, type FlowState } from './flow-state.ts';
import { renewalOf } from './remedy.ts';

/** How long before its end a token is renewed. */
const BEFORE: Seconds = 60;
/** A token that lives shorter would be renewed all the time. */
const SHORTEST: Seconds = 10;

/** What is to be done for a flow that shall refresh by itself. */
export type AutomaticRefresh =
  | { kind: 'now' }
  /** nothing before then */
  | { kind: 'wait'; untilMs: EpochMilliseconds }
  /** a call is under way; its end tells */
  | { kind: 'busy' }
  /** the last refresh brought no token, or there is nothing to refresh with, or no end to go by */
  | { kind: 'failed' }
  | { kind: 'nothing' };

/**
 * Renews an access token once, a minute before its end or in the last quarter of a short life, and at once when it is
 * over. A refresh that brought nothing is not tried again.
 *
 * @param endsAt the end of the access token in use
 */
export function automaticRefresh(
  flow: FlowState,
  endsAt: EpochSeconds | undefined,
  nowMs: EpochMilliseconds,
): AutomaticRefresh {
  if (callUnderWay(flow)) return { kind: 'busy' };
  const token = currentToken(flow, 'access_token');
  const tried = flow.calls.findLast(({ purpose }) => purpose === 'refresh');
  const brought = tried?.outcome === 'tokens' || tried?.outcome === 'nonce_wanted';
  if (tried && tried.callId !== token?.callId && !brought) {
    return { kind: 'failed' };
  }
  if (!token || endsAt === undefined || renewalOf(flow) !== 'refresh') return { kind: 'nothing' };
  const life = endsAt * 1000 - token.receivedAtMs;
  if (life < SHORTEST * 1000) return { kind: 'nothing' };
  const untilMs = endsAt * 1000 - Math.min(BEFORE * 1000, life / 4);
  return nowMs >= untilMs ? { kind: 'now' } : { kind: 'wait', untilMs };
}
