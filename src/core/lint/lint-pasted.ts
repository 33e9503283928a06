import { wholeSeconds } from '../oauth/token-response.ts';
import type { EpochMilliseconds } from '../time.ts';
import { claimDate } from '../tokens/claim-dates.ts';
import type { NamedToken, RecognisedText } from '../tokens/recognise-text.ts';
import { expectedKind } from '../tokens/token-kind.ts';
import type { Finding } from './finding.ts';
import { type ExpectedToken, lintToken } from './lint-token.ts';

/** Every finding on a token that was pasted; what stood around it tells what it should be. */
export function lintPasted(
  { name, token, decoded }: NamedToken,
  recognised: RecognisedText,
  nowMs: EpochMilliseconds,
): Finding[] {
  const kind = expectedKind(name);
  const expected: ExpectedToken = { kind };
  if (kind === 'access_token' && recognised.kind === 'json' && decoded.kind === 'jwt') {
    const seconds = wholeSeconds(recognised.json.expires_in);
    const iat = claimDate(decoded.claims ?? {}, 'iat');
    if (seconds !== undefined && iat !== undefined) expected.endsAt = iat + seconds;
  }
  return lintToken(token, decoded, nowMs, expected);
}
