import type { EpochMilliseconds, EpochSeconds } from '../time.ts';
import type { DecodedToken } from '../tokens/decode-jwt.ts';
import type { TokenKind } from '../tokens/token-kind.ts';
import type { Finding } from './finding.ts';
import { applyRules, type Rule } from './rule.ts';
import { algNone } from './rules/alg-none.ts';
import { algSymmetric } from './rules/alg-symmetric.ts';
import { base64url } from './rules/base64url.ts';
import { crit } from './rules/crit.ts';
import { dateInMs } from './rules/date-in-ms.ts';
import { dateNotNumber } from './rules/date-not-number.ts';
import { datesDisagree } from './rules/dates-disagree.ts';
import { duplicateClaim } from './rules/duplicate-claim.ts';
import { encrypted } from './rules/encrypted.ts';
import { expMissing } from './rules/exp-missing.ts';
import { expired } from './rules/expired.ts';
import { keyInHeader } from './rules/key-in-header.ts';
import { notJson } from './rules/not-json.ts';
import { notVerified } from './rules/not-verified.ts';
import { notYetValid } from './rules/not-yet-valid.ts';
import { opaque } from './rules/opaque.ts';
import { personalData } from './rules/personal-data.ts';
import { tokenAudMismatch } from './rules/token-aud-mismatch.ts';
import { tokenIssMismatch } from './rules/token-iss-mismatch.ts';
import { tooBig } from './rules/too-big.ts';
import { unencodedPayload } from './rules/unencoded-payload.ts';
import { wrongKind } from './rules/wrong-kind.ts';

/** What is known of a token from elsewhere: its flow, the profile, the name that it came by. */
export interface ExpectedToken {
  kind?: TokenKind | undefined;
  issuer?: string | undefined;
  /** names or addresses, any of which may be meant */
  audience?: readonly string[] | undefined;
  /** when `expires_in` of the answer ends it */
  endsAt?: EpochSeconds | undefined;
}

/** A token, what could be read of it, and the moment at which it is looked at. */
export interface TokenSubject {
  token: string;
  decoded: DecodedToken;
  nowMs: EpochMilliseconds;
  expected: ExpectedToken;
}

const rules: readonly Rule<TokenSubject>[] = [
  opaque,
  encrypted,
  base64url,
  notJson,
  duplicateClaim,
  algNone,
  algSymmetric,
  crit,
  unencodedPayload,
  keyInHeader,
  notVerified,
  expMissing,
  expired,
  dateNotNumber,
  dateInMs,
  notYetValid,
  datesDisagree,
  tokenIssMismatch,
  tokenAudMismatch,
  wrongKind,
  tooBig,
  personalData,
];

/** Every finding on a token, from its text alone: nothing is verified or fetched. @see RFC 8725 */
export function lintToken(
  token: string,
  decoded: DecodedToken,
  nowMs: EpochMilliseconds,
  expected: ExpectedToken = {},
): Finding[] {
  return applyRules(rules, { token, decoded, nowMs, expected });
}
