import type { EpochMilliseconds } from '../time.ts';
import type { DecodedToken } from '../tokens/decode-jwt.ts';
import { decryptToken } from '../tokens/verify/decrypt-token.ts';
import { checkIdToken, type IdTokenExpectation } from '../tokens/verify/id-token-checks.ts';
import type { Jwk } from '../tokens/verify/jwk.ts';
import { checkBinding, type KeyBinding } from '../tokens/verify/key-binding.ts';
import type { TokenCheck } from '../tokens/verify/token-check.ts';
import type { KeyVerdict } from '../tokens/verify/try-keys.ts';
import { verifySignature } from '../tokens/verify/verify-signature.ts';
import type { Finding } from './finding.ts';
import { lintVerification } from './lint-verification.ts';

/** What a person, or the bank's own metadata, gives for checking a token; nothing of it is the token's. */
export interface CheckingMeans {
  keys: readonly Jwk[];
  /** present where the token is an ID token, though nothing in it may be known */
  idToken?: IdTokenExpectation | undefined;
  binding?: KeyBinding | undefined;
}

export interface CheckedToken {
  /** absent where there was no key, or nothing that a key could do */
  verification?: KeyVerdict;
  verified: boolean;
  checks: TokenCheck[];
  findings: Finding[];
}

/** Checks a token with more than its own text. Nothing is fetched. */
export async function checkToken(
  token: string,
  decoded: DecodedToken,
  { keys, idToken, binding }: CheckingMeans,
  nowMs: EpochMilliseconds,
  subtle: SubtleCrypto,
): Promise<CheckedToken> {
  const { kind } = decoded;
  const verification =
    keys.length === 0 || kind === 'opaque'
      ? undefined
      : kind === 'jwt'
        ? await verifySignature(token, decoded, keys, subtle)
        : await decryptToken(token, decoded, keys, subtle);
  const claims = kind === 'jwt' ? decoded.claims : undefined;
  const idChecks =
    claims && idToken && kind === 'jwt'
      ? await checkIdToken(decoded.header ?? {}, claims, idToken, nowMs, subtle)
      : [];
  const bindingChecks = claims ? checkBinding(claims, binding) : [];
  return {
    ...(verification && { verification }),
    verified: kind === 'jwt' && verification?.verdict === 'good',
    checks: [...idChecks, ...bindingChecks],
    findings: lintVerification({ kind, verification, idChecks, bindingChecks }),
  };
}
