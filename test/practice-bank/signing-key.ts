import { createHash } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';

/** An RSA key pair for RS256 and the names under which it is published. */
export interface SigningKey {
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
export function lazySigningKey(): () => Promise<SigningKey> {
  let key: Promise<SigningKey> | undefined;
  return () => {
    key ??= makeSigningKey();
    return key;
  };
}

async function makeSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const bare = await exportJWK(publicKey);
  const thumbprint = createHash('sha1').update(`${bare.n}.${bare.e}`).digest();
  const names = { kid: thumbprint.toString('hex').toUpperCase(), use: 'sig', alg: 'RS256' };
  return {
    privateKey,
    publicKey,
    privateJwk: { ...(await exportJWK(privateKey)), ...names },
    publicJwk: { ...bare, ...names },
    kid: names.kid,
    x5t: thumbprint.toString('base64url'),
  };
}
