import { type EpochMilliseconds, epochSeconds, TOLERANCE } from '../../time.ts';
import { encodeBase64url } from '../base64url.ts';
import type { Claims } from '../decode-jwt.ts';
import { plainText } from './jwk.ts';
import type { TokenCheck } from './token-check.ts';

/** What an ID token is held against, as far as it is known. */
export interface IdTokenExpectation {
  issuer?: string | undefined;
  clientId?: string | undefined;
  /** as it was sent */
  nonce?: string | undefined;
  state?: string | undefined;
  accessToken?: string | undefined;
  code?: string | undefined;
  /** as they were asked for */
  acrValues?: readonly string[] | undefined;
}

/**
 * Each check of an ID token that is in the claims. The signature is another matter.
 *
 * @see OpenID Connect Core §3.1.3.7, §3.1.3.6, §3.3.2.11; FAPI 1.0 Advanced §5.1 (`s_hash`)
 */
export async function checkIdToken(
  header: Claims,
  claims: Claims,
  expected: IdTokenExpectation,
  nowMs: EpochMilliseconds,
  subtle: SubtleCrypto,
): Promise<TokenCheck[]> {
  const { iss, aud, azp, exp, iat, nonce, acr } = claims;
  const { issuer, clientId, acrValues } = expected;
  const now = epochSeconds(nowMs);
  const audiences = [aud ?? []].flat();
  const number = (value: unknown, fits: (at: number) => boolean) =>
    typeof value === 'number' && fits(value);
  const hashed = (name: string, value: string | undefined) =>
    checkHash(name, claims[name], value, header.alg, subtle);
  return [
    required('iss', iss, issuer, iss === issuer),
    required('aud', aud, clientId, clientId !== undefined && audiences.includes(clientId)),
    audiences.length > 1 || azp !== undefined
      ? required('azp', azp, clientId, azp === clientId)
      : unchecked('azp', azp, 'claim'),
    judged(
      'exp',
      exp,
      `> ${now - TOLERANCE}`,
      number(exp, (at) => at > now - TOLERANCE),
    ),
    judged(
      'iat',
      iat,
      `≤ ${now + TOLERANCE}`,
      number(iat, (at) => at <= now + TOLERANCE),
    ),
    expected.nonce === undefined
      ? unchecked('nonce', nonce, nonce === undefined ? 'claim' : 'value')
      : judged('nonce', nonce, 'nonce → /authorize', nonce === expected.nonce),
    ...(await Promise.all([
      hashed('at_hash', expected.accessToken),
      hashed('c_hash', expected.code),
      hashed('s_hash', expected.state),
    ])),
    acrValues === undefined || acrValues.length === 0
      ? unchecked('acr', acr, acr === undefined ? 'claim' : 'value')
      : judged('acr', acr, acrValues.join(', '), acrValues.includes(plainText(acr))),
  ];
}

/** The left half of a value's hash, by the algorithm that signs the token. @see OpenID Connect Core §3.1.3.6 */
async function checkHash(
  name: string,
  seen: unknown,
  value: string | undefined,
  alg: unknown,
  subtle: SubtleCrypto,
): Promise<TokenCheck> {
  if (seen === undefined) return unchecked(name, seen, 'claim');
  if (value === undefined) return unchecked(name, seen, 'value');
  // Ed25519 has no hash in its name: it works with this one.
  const bits = /^Ed(DSA|25519)$/.test(plainText(alg))
    ? '512'
    : /^[A-Z]S(\d{3})$/.exec(plainText(alg))?.[1];
  if (!bits || !/256|384|512/.test(bits)) return unchecked(name, seen, 'alg');
  const hash = await subtle.digest(`SHA-${bits}`, new TextEncoder().encode(value));
  const half = encodeBase64url(new Uint8Array(hash, 0, hash.byteLength / 2));
  return judged(name, seen, half, seen === half);
}

function judged(name: string, seen: unknown, expected: string, good: boolean): TokenCheck {
  return { name, outcome: good ? 'ok' : 'failed', seen, expected };
}

function unchecked(name: string, seen: unknown, missing: 'claim' | 'value' | 'alg'): TokenCheck {
  return { name, outcome: 'unchecked', missing, seen, expected: '' };
}

/** Of a claim that every ID token must have. */
function required(
  name: string,
  seen: unknown,
  expected: string | undefined,
  good: boolean,
): TokenCheck {
  if (seen === undefined) return judged(name, seen, expected ?? name, false);
  return expected === undefined
    ? unchecked(name, seen, 'value')
    : judged(name, seen, expected, good);
}
