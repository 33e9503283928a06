import { type EpochMilliseconds, type EpochSeconds, epochSeconds } from '../time.ts';

/** One thing of a flow that ends. No value of it is in here. */
export interface Lifetime {
  kind:
    | 'authorization_code'
    | 'request_uri'
    | 'access_token'
    | 'refresh_token'
    | 'id_token'
    /** from one strong customer authentication to the next */
    | 'consent';
  /** id of the secret's reference, or of the call */
  id: string;
  fromMs: EpochMilliseconds;
  /** the one that counts, then what other pages of the bank say; empty: nobody knows */
  ends: EpochSeconds[];
  /** who says so */
  source: 'answer' | 'jwt' | 'profile';
  gone?: 'spent' | 'replaced';
}

/** Where a lifetime stands: `unknown` when nobody said how long, `doubtful` between two ends that are said. */
export function lifetimeState(
  { ends, gone }: Lifetime,
  nowMs: EpochMilliseconds,
): 'running' | 'doubtful' | 'over' | 'unknown' | 'spent' | 'replaced' {
  if (gone) return gone;
  if (ends.length === 0) return 'unknown';
  const now = epochSeconds(nowMs);
  if (ends.every((end) => end <= now)) return 'over';
  return ends.every((end) => end > now) ? 'running' : 'doubtful';
}
