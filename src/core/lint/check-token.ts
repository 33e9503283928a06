import type { DecodedToken } from '../tokens/decode-jwt.ts';
import { decryptToken } from '../tokens/verify/decrypt-token.ts';
import type { Jwk } from '../tokens/verify/jwk.ts';
import type { KeyVerdict } from '../tokens/verify/try-keys.ts';
import { verifySignature } from '../tokens/verify/verify-signature.ts';
import type { Finding } from './finding.ts';
import { lintVerification } from './lint-verification.ts';

/** What a person, or the bank's own metadata, gives for checking a token; nothing of it is the token's. */
export interface CheckingMeans {
  keys: readonly Jwk[];
}

export interface CheckedToken {
  /** absent where there was no key, or nothing that a key could do */
  verification?: KeyVerdict;
  verified: boolean;
  findings: Finding[];
}

/** Checks a token with more than its own text. Nothing is fetched. */
export async function checkToken(
  token: string,
  decoded: DecodedToken,
  { keys }: CheckingMeans,
  subtle: SubtleCrypto,
): Promise<CheckedToken> {
  const verification =
    keys.length === 0 || decoded.kind === 'opaque'
      ? undefined
      : decoded.kind === 'jwt'
        ? await verifySignature(token, decoded, keys, subtle)
        : await decryptToken(token, decoded, keys, subtle);
  return {
    ...(verification && { verification }),
    verified: verification?.verdict === 'good' && decoded.kind === 'jwt',
    findings: lintVerification({ kind: decoded.kind, verification }),
  };
}
