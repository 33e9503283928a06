import { readPem } from '../../certificates/pem.ts';
import { publicKeyOf } from '../../certificates/public-key.ts';
import { readKeyText } from '../../clients/key-text.ts';
import { err, ok, type Result } from '../../result.ts';
import { encodeBase64url } from '../base64url.ts';
import { type Bytes, bareJwk, type Jwk } from './jwk.ts';

/** Why a text holds no key: `encrypted` needs a passphrase, `key_as_secret` is a key where a secret belongs. */
export type KeysFault = 'empty' | 'encrypted' | 'unreadable' | 'key_as_secret';

/**
 * The keys in a text: a JWK set, a JWK, or PEM (public keys, certificates, private keys). What a set holds
 * beside them is left out.
 *
 * @see RFC 7517 §5, RFC 7468 §5, §10, §13
 */
export async function readKeys(
  text: string,
  subtle: SubtleCrypto,
): Promise<Result<Jwk[], KeysFault>> {
  if (text.trim() === '') return err('empty');
  const keys = /^\s*[[{]/.test(text) ? keysInJson(text) : await keysInPem(text, subtle);
  if (Array.isArray(keys)) return keys.length > 0 ? ok(keys) : err('unreadable');
  return err(keys);
}

/** A shared secret as the bank wrote it. A public key in its place would be one that everybody knows. */
export function readSecret(text: string): Result<Jwk[], KeysFault> {
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') return err('empty');
  if (/-----BEGIN|^\s*[[{]/.test(secret)) return err('key_as_secret');
  return ok([{ kty: 'oct', k: encodeBase64url(new TextEncoder().encode(secret)) }]);
}

function keysInJson(text: string): Jwk[] {
  try {
    const json = JSON.parse(text);
    return [json]
      .flat()
      .flatMap((one) => one?.keys ?? one)
      .filter((key) => typeof key?.kty === 'string');
  } catch {
    return [];
  }
}

async function keysInPem(text: string, subtle: SubtleCrypto): Promise<Jwk[] | KeysFault> {
  const found: Jwk[] = [];
  for (const { label, hex } of readPem(text)) {
    const spki = label === 'CERTIFICATE' ? publicKeyOf(hex) : label === 'PUBLIC KEY' ? hex : '';
    const key = spki && (await jwkOf('spki', bytesOfHex(spki), subtle));
    if (key) found.push(key);
  }
  if (!/PRIVATE KEY/.test(text)) return found;
  const own = readKeyText(text);
  if (!own.ok) return own.error === 'encrypted' ? 'encrypted' : found;
  const key = own.value.format === 'pkcs8' && (await jwkOf('pkcs8', own.value.key, subtle));
  return key ? [...found, key] : found;
}

const KINDS = [
  { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  { name: 'ECDSA', namedCurve: 'P-256' },
  { name: 'ECDSA', namedCurve: 'P-384' },
  { name: 'ECDSA', namedCurve: 'P-521' },
  { name: 'Ed25519' },
];

/** The kind of a key is found by trying, which needs no reader of our own. */
async function jwkOf(
  format: 'spki' | 'pkcs8',
  bytes: Bytes,
  subtle: SubtleCrypto,
): Promise<Jwk | undefined> {
  for (const kind of KINDS) {
    try {
      const usage = format === 'spki' ? 'verify' : 'sign';
      const key = await subtle.importKey(format, bytes, kind, true, [usage]);
      const jwk = await subtle.exportKey('jwk', key);
      return bareJwk({ ...jwk }, 'private') as Jwk;
    } catch {
      // Another kind, or no key at all.
    }
  }
  return undefined;
}

/** The bytes of hex digits. */
export function bytesOfHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
