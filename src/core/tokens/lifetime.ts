import type { BankProfile } from '../banks/bank-profile.ts';
import { type EpochMilliseconds, type EpochSeconds, epochSeconds, type Seconds } from '../time.ts';

/** A token's time as the bank gave it. */
export interface TokenTimes {
  /** when the answer with the token arrived */
  receivedAtMs: EpochMilliseconds;
  /** `expires_in`, when the bank said it */
  expires_in?: number | undefined;
}

/**
 * The second at which a token ends; `undefined` if the bank did not say.
 *
 * @see RFC 6749 §5.1 (`expires_in` is optional, and counts from the response)
 */
export function expiresAt(token: TokenTimes): EpochSeconds | undefined {
  if (token.expires_in === undefined) return undefined;
  return epochSeconds(token.receivedAtMs) + token.expires_in;
}

/** Seconds until an instant: negative once it has passed. */
export function secondsUntil(at: EpochSeconds, nowMs: EpochMilliseconds): Seconds {
  return at - epochSeconds(nowMs);
}

/** One possible end of a window, when sources disagree on its length. */
export interface WindowEnd {
  at: EpochSeconds;
  seconds: Seconds;
  /** what the profile takes as current */
  current: boolean;
}

/** The ends of the refresh window that starts with a token: the profile's own length first, then others. */
export function refreshWindow(
  profile: Pick<BankProfile, 'lifetimes'>,
  receivedAtMs: EpochMilliseconds,
): WindowEnd[] {
  const lifetime = profile.lifetimes.refreshToken ?? profile.lifetimes.consent;
  if (!lifetime) return [];
  const from = epochSeconds(receivedAtMs);
  return [lifetime.seconds, ...(lifetime.alternatives ?? [])].map((seconds, index) => ({
    at: from + seconds,
    seconds,
    current: index === 0,
  }));
}
