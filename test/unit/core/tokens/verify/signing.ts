import { CompactSign, exportJWK, generateKeyPair, generateSecret, importJWK, type JWK } from 'jose';
import { decodeToken } from '../../../../../src/core/tokens/decode-jwt.ts';
import type { Jwk } from '../../../../../src/core/tokens/verify/jwk.ts';
import type { KeyVerdict } from '../../../../../src/core/tokens/verify/try-keys.ts';
import { verifySignature } from '../../../../../src/core/tokens/verify/verify-signature.ts';

/** Every algorithm that is verified. */
export const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'],
  ...['EdDSA', 'Ed25519', 'HS256', 'HS384', 'HS512'],
];

export const CLAIMS = { iss: 'https://bank.example', sub: 'made-up', exp: 4_000_000_000 };

const made = new Map<string, Promise<JWK>>();

/** A private key as another library makes it: one for each kind and name, since RSA takes its time. */
function privateJwk(alg: string, name: string): Promise<JWK> {
  const kind = /^[RP]S/.test(alg) ? 'RS256' : alg;
  const id = `${kind} ${name}`;
  const key =
    made.get(id) ??
    (kind.startsWith('HS')
      ? generateSecret(kind, { extractable: true }).then(exportJWK)
      : generateKeyPair(kind, { extractable: true }).then(({ privateKey }) =>
          exportJWK(privateKey),
        ));
  made.set(id, key);
  return key;
}

/** A key, and a way to sign with it. */
export async function signer(alg: string, name = 'one') {
  const own = await privateJwk(alg, name);
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...jwk } = own;
  const [signing, verifying] = await Promise.all([
    importJWK(own, alg, { extractable: true }),
    importJWK(jwk, alg, { extractable: true }),
  ]);
  const sign = (header: object = {}, claims: object = CLAIMS) =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ ...header, alg })
      .sign(signing);
  return { jwk: jwk as Jwk, sign, signing, verifying };
}

export function verify(token: string, keys: readonly object[]): Promise<KeyVerdict> {
  const decoded = decodeToken(token);
  if (decoded.kind !== 'jwt') throw new Error('no JWT');
  return verifySignature(token, decoded, keys as Jwk[], crypto.subtle);
}

/** A token with the lowest bit that counts of one character turned over. */
export function flipped(token: string, at: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const changed = alphabet[alphabet.indexOf(token.charAt(at)) ^ 0b10000];
  return `${token.slice(0, at)}${changed}${token.slice(at + 1)}`;
}
