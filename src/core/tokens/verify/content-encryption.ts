import { type Bytes, plainText } from './jwk.ts';

/** What an encrypted token carries beside its key. */
export interface EncryptedContent {
  /** the header as it was written */
  aad: Bytes;
  iv: Bytes;
  ciphertext: Bytes;
  tag: Bytes;
}

/** Bits of the key that an `enc` takes; 0 for one that nobody knows. @see RFC 7518 §5.1 */
export function contentKeyBits(enc: unknown): number {
  const [, gcm, cbc] =
    /^A(?:(128|192|256)GCM|(128CBC-HS256|192CBC-HS384|256CBC-HS512))$/.exec(plainText(enc)) ?? [];
  return Number(gcm ?? cbc?.slice(-3) ?? 0);
}

/** The plain content; rejects, or gives `undefined`, where the key does not open it. @see RFC 7518 §5.2.2.2 */
export async function decryptContent(
  key: Bytes,
  enc: string,
  content: EncryptedContent,
  subtle: SubtleCrypto,
): Promise<Bytes | undefined> {
  const { length } = key;
  if (length * 8 !== contentKeyBits(enc)) return undefined;
  if (enc.endsWith('GCM')) return decryptGcm(key, content, subtle);
  const { aad, iv, ciphertext, tag } = content;
  const half = length / 2;
  const hmac = { name: 'HMAC', hash: `SHA-${length * 8}` };
  const mac = await subtle.importKey('raw', key.slice(0, half), hmac, false, ['sign']);
  const signed = joined(aad, iv, ciphertext, fourBytes(0), fourBytes(aad.length * 8));
  const made = new Uint8Array(await subtle.sign('HMAC', mac, signed)).slice(0, half);
  if (made.join() !== tag.join()) return undefined;
  const aes = await importAes(key.slice(half), 'AES-CBC', 'decrypt', subtle);
  return new Uint8Array(await subtle.decrypt({ name: 'AES-CBC', iv }, aes, ciphertext));
}

/** AES-GCM as JWE splits it. A short tag is not taken: WebCrypto would cut it off the content. @see RFC 7518 §5.3 */
export async function decryptGcm(
  key: Bytes,
  { aad, iv, ciphertext, tag }: EncryptedContent,
  subtle: SubtleCrypto,
): Promise<Bytes | undefined> {
  if (tag.length !== 16 || iv.length !== 12) return undefined;
  const name = 'AES-GCM';
  const aes = await importAes(key, name, 'decrypt', subtle);
  const how = { name, iv, additionalData: aad };
  return new Uint8Array(await subtle.decrypt(how, aes, joined(ciphertext, tag)));
}

/** Chromium knows no AES of 192 bits (156 seen) and says so as if the key did not fit. */
export async function importAes(
  key: Bytes,
  name: string,
  usage: KeyUsage,
  subtle: SubtleCrypto,
): Promise<CryptoKey> {
  try {
    return await subtle.importKey('raw', key, name, false, [usage]);
  } catch (error) {
    throw key.length === 24 ? new DOMException('', 'NotSupportedError') : error;
  }
}

export function joined(...parts: readonly Bytes[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

export function fourBytes(value: number): Bytes {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}
