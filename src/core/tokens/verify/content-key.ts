import type { Claims } from '../decode-jwt.ts';
import type { KeyNeed } from './choose-keys.ts';
import { concatKdf } from './concat-kdf.ts';
import { contentKeyBits, decryptGcm, importAes, joined } from './content-encryption.ts';
import { type Bytes, bareJwk, bytesOf, type Jwk, plainText } from './jwk.ts';

/** `alg` of an encrypted token, taken apart. */
interface KeyManagement {
  how: 'dir' | 'RSA-OAEP' | 'ECDH-ES' | 'PBES2' | 'AES';
  /** bits of the hash */
  hash: string;
  /** bits of the AES key that wraps the content's key; 0 where none does */
  wrap: number;
  gcm: boolean;
}

const NAME =
  /^(dir)$|^(RSA-OAEP)(?:-(256|384|512))?$|^(?:(ECDH-ES)(?:\+A(128|192|256)KW)?|(PBES2)-HS(256|384|512)\+A(128|192|256)KW|A(128|192|256)(GCM)?KW)$/;

/** `undefined` for names that nobody knows, and for RSA1_5, which WebCrypto does without. @see RFC 7518 §4.1 */
function keyManagement(alg: string): KeyManagement | undefined {
  const found = NAME.exec(alg);
  if (!found) return undefined;
  const [, dir, oaep, oaepHash, ecdh, ecdhWrap, pbes, pbesHash, pbesWrap, aes, gcm] = found;
  const how = dir ?? oaep ?? ecdh ?? pbes ?? 'AES';
  return {
    how: how as KeyManagement['how'],
    hash: oaepHash ?? pbesHash ?? '1',
    wrap: Number(ecdhWrap ?? pbesWrap ?? aes ?? 0),
    gcm: gcm !== undefined,
  };
}

/** What an encrypted token wants of a key; `undefined` where no key could do. */
export function decryptionNeed({ alg, enc, epk }: Claims): KeyNeed | undefined {
  const management = typeof alg === 'string' ? keyManagement(alg) : undefined;
  const bits = contentKeyBits(enc);
  if (!management || bits === 0) return undefined;
  const need = { alg: String(alg), use: 'enc' } as const;
  switch (management.how) {
    case 'RSA-OAEP':
      return { ...need, kty: 'RSA', bits: 2048, ops: ['decrypt', 'unwrapKey'] };
    case 'ECDH-ES': {
      const { kty, crv } = (epk ?? {}) as Jwk;
      return {
        ...need,
        kty: plainText(kty),
        crv: plainText(crv),
        ops: ['deriveBits', 'deriveKey'],
      };
    }
    case 'PBES2':
      return { ...need, kty: 'oct', ops: ['deriveBits', 'deriveKey'] };
    case 'dir':
      return { ...need, kty: 'oct', bits, exact: true, ops: ['decrypt'] };
    case 'AES':
      return {
        ...need,
        kty: 'oct',
        bits: management.wrap,
        exact: true,
        ops: ['unwrapKey', 'decrypt'],
      };
  }
}

/** More rounds than any issuer asks for would only keep the browser busy. */
const MOST_ROUNDS = 2_000_000;

/** The key of the content; rejects where the given key does not open it. @see RFC 7518 §4 */
export async function contentKey(
  header: Claims,
  jwk: Jwk,
  encryptedKey: Bytes,
  subtle: SubtleCrypto,
): Promise<Bytes | undefined> {
  const alg = String(header.alg);
  const management = keyManagement(alg);
  if (!management) return undefined;
  const { how, hash, wrap, gcm } = management;
  const secret = bytesOf(jwk.k);
  switch (how) {
    case 'dir':
      return encryptedKey.length === 0 ? secret : undefined;
    case 'RSA-OAEP': {
      const params = { name: how, hash: `SHA-${hash}` };
      const key = await subtle.importKey('jwk', bareJwk(jwk, 'private'), params, false, [
        'decrypt',
      ]);
      return new Uint8Array(await subtle.decrypt(how, key, encryptedKey));
    }
    case 'AES': {
      if (!gcm) return unwrap(secret, encryptedKey, subtle);
      const [iv, tag] = [bytesOf(header.iv), bytesOf(header.tag)];
      const content = { aad: new Uint8Array(), iv, ciphertext: encryptedKey, tag };
      return decryptGcm(secret, content, subtle);
    }
    case 'ECDH-ES': {
      const shared = await agreedSecret(jwk, header.epk as Jwk, subtle);
      const [name, bits] = wrap === 0 ? [header.enc, contentKeyBits(header.enc)] : [alg, wrap];
      const { apu, apv } = header;
      const derived = await concatKdf(shared, String(name), bits, { apu, apv }, subtle);
      if (wrap > 0) return unwrap(derived, encryptedKey, subtle);
      return encryptedKey.length === 0 ? derived : undefined;
    }
    case 'PBES2': {
      const iterations = Number(header.p2c);
      if (!(iterations >= 1 && iterations <= MOST_ROUNDS)) return undefined;
      const salt = joined(new TextEncoder().encode(`${alg}\0`), bytesOf(header.p2s));
      const key = await subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
      const params = { name: 'PBKDF2', hash: `SHA-${hash}`, salt, iterations };
      return unwrap(
        new Uint8Array(await subtle.deriveBits(params, key, wrap)),
        encryptedKey,
        subtle,
      );
    }
  }
}

/** AES key wrap. WebCrypto unwraps into keys only, and one for HMAC can be of any length. */
async function unwrap(key: Bytes, wrapped: Bytes, subtle: SubtleCrypto): Promise<Bytes> {
  const aes = await importAes(key, 'AES-KW', 'unwrapKey', subtle);
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const own = await subtle.unwrapKey('raw', wrapped, aes, 'AES-KW', hmac, true, ['sign']);
  return new Uint8Array(await subtle.exportKey('raw', own));
}

/** @see RFC 7518 §4.6, RFC 8037 §3.2 */
async function agreedSecret(own: Jwk, theirs: Jwk, subtle: SubtleCrypto): Promise<Bytes> {
  const curve = String(own.crv);
  const params = own.kty === 'OKP' ? { name: curve } : { name: 'ECDH', namedCurve: curve };
  const [key, other] = await Promise.all([
    subtle.importKey('jwk', bareJwk(own, 'private'), params, false, ['deriveBits']),
    subtle.importKey('jwk', bareJwk(theirs, 'public'), params, false, []),
  ]);
  const size = Number(/\d+/.exec(curve)?.[0] ?? 0);
  const bits = curve === 'X25519' ? 256 : Math.ceil(size / 8) * 8;
  return new Uint8Array(await subtle.deriveBits({ name: params.name, public: other }, key, bits));
}
