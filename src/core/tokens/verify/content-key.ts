import type { Claims } from '../decode-jwt.ts';
import type { KeyNeed } from './choose-keys.ts';
import { concatKdf } from './concat-kdf.ts';
import { contentKeyBits, decryptGcm, importAes, joined } from './content-encryption.ts';
import { type Bytes, bareJwk, bytesOf, type Jwk, plainText } from './jwk.ts';

/** How an encrypted token gives away the key of its content. */
interface KeyManagement {
  need: KeyNeed;
  /** the key of the content; rejects, or gives `undefined`, where a key does not open it */
  open(jwk: Jwk, encryptedKey: Bytes): Promise<Bytes | undefined>;
}

const NAME =
  /^(?:(dir)|(RSA-OAEP)(?:-(256|384|512))?|(ECDH-ES)(?:\+A(128|192|256)KW)?|(?:(PBES2)-HS(256|384|512)\+)?A(128|192|256)(GCM)?KW)$/;

/** More rounds than any issuer asks for would only keep the browser busy. */
const MOST_ROUNDS = 2_000_000;

/** `undefined` for names that nobody knows, and for RSA1_5, which WebCrypto does without. @see RFC 7518 §4 */
export function keyManagement(header: Claims, subtle: SubtleCrypto): KeyManagement | undefined {
  const alg = plainText(header.alg);
  const bits = contentKeyBits(header.enc);
  const found = NAME.exec(alg);
  if (!found || bits === 0) return undefined;
  const [, dir, rsa, rsaHash = '1', ecdh, ecdhWrap, pbes, pbesHash, aes, gcm] = found;
  const wrap = Number(ecdhWrap ?? aes ?? 0);
  const need = { alg, kty: 'oct', use: 'enc', ops: ['deriveBits', 'deriveKey'] } as const;
  const unwrapping = ['unwrapKey', 'decrypt'];
  /** Where no key travels along. */
  const alone = (key: Bytes, encryptedKey: Bytes) => (encryptedKey.length > 0 ? undefined : key);
  if (dir) {
    return {
      need: { ...need, bits, exact: true, ops: ['decrypt'] },
      open: async (jwk, encryptedKey) => alone(bytesOf(jwk.k), encryptedKey),
    };
  }
  if (rsa) {
    const params = { name: rsa, hash: `SHA-${rsaHash}` };
    return {
      need: { ...need, kty: 'RSA', bits: 2048, ops: unwrapping },
      async open(jwk, encryptedKey) {
        const own = bareJwk(jwk, 'private');
        const key = await subtle.importKey('jwk', own, params, false, ['decrypt']);
        return new Uint8Array(await subtle.decrypt(rsa, key, encryptedKey));
      },
    };
  }
  if (ecdh) {
    const epk = (header.epk ?? {}) as Jwk;
    return {
      need: { ...need, kty: plainText(epk.kty), crv: plainText(epk.crv) },
      async open(jwk, encryptedKey) {
        const secret = await agreedSecret(jwk, epk, subtle);
        if (!wrap) {
          return alone(
            await concatKdf(secret, plainText(header.enc), bits, header, subtle),
            encryptedKey,
          );
        }
        return unwrap(await concatKdf(secret, alg, wrap, header, subtle), encryptedKey, subtle);
      },
    };
  }
  if (pbes) {
    const iterations = Number(plainText(header.p2c));
    const salt = joined(new TextEncoder().encode(`${alg}\0`), bytesOf(header.p2s));
    const params = { name: 'PBKDF2', hash: `SHA-${pbesHash}`, salt, iterations };
    return {
      need,
      async open(jwk, encryptedKey) {
        if (!(iterations >= 1 && iterations <= MOST_ROUNDS)) return undefined;
        const secret = bytesOf(jwk.k);
        const key = await subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
        const derived = new Uint8Array(await subtle.deriveBits(params, key, wrap));
        return unwrap(derived, encryptedKey, subtle);
      },
    };
  }
  return {
    need: { ...need, bits: wrap, exact: true, ops: unwrapping },
    async open({ k }, ciphertext) {
      if (!gcm) return unwrap(bytesOf(k), ciphertext, subtle);
      const [iv, tag] = [bytesOf(header.iv), bytesOf(header.tag)];
      return decryptGcm(bytesOf(k), { aad: new Uint8Array(), iv, ciphertext, tag }, subtle);
    },
  };
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
  const namedCurve = plainText(own.crv);
  const name = own.kty === 'OKP' ? namedCurve : 'ECDH';
  const params = { name, namedCurve };
  const [key, other] = await Promise.all([
    subtle.importKey('jwk', bareJwk(own, 'private'), params, false, ['deriveBits']),
    subtle.importKey('jwk', bareJwk(theirs, 'public'), params, false, []),
  ]);
  return new Uint8Array(await subtle.deriveBits({ name, public: other }, key, null));
}
