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
  const [, bits, mac] = /^A(128|192|256)(?:GCM|CBC-HS(256|384|512))$/.exec(plainText(enc)) ?? [];
  if (mac === undefined) return Number(bits ?? 0);
  return Number(mac) === Number(bits) * 2 ? Number(mac) : 0;
}

/** The plain content; rejects where the key does not open it. @see RFC 7518 §5.2.2.2, §5.3 */
export async function decryptContent(
  enc: string,
  key: Bytes,
  { aad, iv, ciphertext, tag }: EncryptedContent,
  subtle: SubtleCrypto,
): Promise<Bytes> {
  if (key.length * 8 !== contentKeyBits(enc)) throw doesNotOpen();
  if (!enc.includes('CBC')) return decryptGcm(key, { aad, iv, ciphertext, tag }, subtle);
  const half = key.length / 2;
  const hash = `SHA-${key.length * 8}`;
  const mac = await subtle.importKey('raw', key.slice(0, half), { name: 'HMAC', hash }, false, [
    'sign',
  ]);
  const bits = new Uint8Array(8);
  new DataView(bits.buffer).setBigUint64(0, BigInt(aad.length * 8));
  const made = new Uint8Array(
    await subtle.sign('HMAC', mac, joined(aad, iv, ciphertext, bits)),
  ).slice(0, half);
  if (tag.length !== half || made.some((byte, at) => byte !== tag[at])) throw doesNotOpen();
  const aes = await importAes(key.slice(half), 'AES-CBC', 'decrypt', subtle);
  return new Uint8Array(await subtle.decrypt({ name: 'AES-CBC', iv }, aes, ciphertext));
}

/** AES-GCM as JWE splits it. A short tag is not taken: WebCrypto would cut it off the content. */
export async function decryptGcm(
  key: Bytes,
  { aad, iv, ciphertext, tag }: EncryptedContent,
  subtle: SubtleCrypto,
): Promise<Bytes> {
  if (tag.length !== 16 || iv.length !== 12) throw doesNotOpen();
  const aes = await importAes(key, 'AES-GCM', 'decrypt', subtle);
  const how = { name: 'AES-GCM', iv, additionalData: aad };
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
    if (key.length !== 24) throw error;
    throw new DOMException('', 'NotSupportedError');
  }
}

export function joined(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** What WebCrypto says of a key that does not fit. */
function doesNotOpen(): DOMException {
  return new DOMException('', 'OperationError');
}
