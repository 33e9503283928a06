import { createHash } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';

/** An RSA key pair for one algorithm and the names under which it is published. */
export interface SigningKey {
  alg: 'RS256' | 'PS256';
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  privateJwk: JWK;
  publicJwk: JWK;
  /** 40 upper-case hex digits, the form of a certificate thumbprint. */
  kid: string;
  /** The bytes of `kid` in base64url. */
  x5t: string;
}

/**
 * A key made at the first call and kept: making an RSA key takes longer than starting the server.
 *
 * @see RFC 7517 §4
 */
export function lazySigningKey(alg: SigningKey['alg'] = 'RS256'): () => Promise<SigningKey> {
  let key: Promise<SigningKey> | undefined;
  return () => {
    key ??= makeSigningKey(alg);
    return key;
  };
}

async function makeSigningKey(alg: SigningKey['alg']): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const bare = await exportJWK(publicKey);
  const thumbprint = createHash('sha1').update(`${bare.n}.${bare.e}`).digest();
  const names = { kid: thumbprint.toString('hex').toUpperCase(), use: 'sig', alg };
  return {
    alg,
    privateKey,
    publicKey,
    privateJwk: { ...(await exportJWK(privateKey)), ...names },
    publicJwk: { ...bare, ...names },
    kid: names.kid,
    x5t: thumbprint.toString('base64url'),
  };
}
