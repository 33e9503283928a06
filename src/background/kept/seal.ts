import * as z from 'zod/mini';
import { decodeBase64url, encodeBase64url } from '../../core/tokens/base64url.ts';

/** Text that only a passphrase opens. All members but `rounds` are base64url. */
export const sealedSchema = z.strictObject({
  salt: z.string(),
  /** of PBKDF2 with SHA-256 */
  rounds: z.number(),
  iv: z.string(),
  data: z.string(),
});
export type Sealed = z.infer<typeof sealedSchema>;

/** A passphrase made into a key, and what it was made with. `bits` is as secret as the passphrase. */
export interface SealKey extends Pick<Sealed, 'salt' | 'rounds'> {
  bits: string;
}

/** OWASP's figure of 2023 for PBKDF2 with SHA-256: some tenths of a second. */
export const ROUNDS = 600_000;

/** The key of a passphrase: by a fresh salt, or again by the one that something was sealed with. */
export async function sealKey(
  passphrase: string,
  { salt, rounds }: Pick<Sealed, 'salt' | 'rounds'> = { salt: randomText(16), rounds: ROUNDS },
): Promise<SealKey> {
  const secret = new TextEncoder().encode(passphrase.normalize('NFC'));
  const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations: rounds };
  const bits = await crypto.subtle.deriveBits(how, key, 256);
  return { salt, rounds, bits: encodeBase64url(new Uint8Array(bits)) };
}

/** Seals a text by AES-GCM; `name` says whose it is, and has to be said again to open it. */
export async function seal(text: string, name: string, key: SealKey): Promise<Sealed> {
  const iv = randomText(12);
  const plain = new TextEncoder().encode(text);
  const data = await crypto.subtle.encrypt(cipher(iv, name), await imported(key), plain);
  const { salt, rounds } = key;
  return { salt, rounds, iv, data: encodeBase64url(new Uint8Array(data)) };
}

/** The text again; `undefined` for another passphrase, another name, or data that was changed. */
export async function unseal(
  { iv, data }: Sealed,
  name: string,
  key: SealKey,
): Promise<string | undefined> {
  const opener = await imported(key);
  try {
    return new TextDecoder().decode(
      await crypto.subtle.decrypt(cipher(iv, name), opener, bytesOf(data)),
    );
  } catch {
    return undefined;
  }
}

function imported({ bits }: SealKey): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytesOf(bits), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function cipher(iv: string, name: string): AesGcmParams {
  return { name: 'AES-GCM', iv: bytesOf(iv), additionalData: new TextEncoder().encode(name) };
}

function randomText(length: number): string {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(length)));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = decodeBase64url(text);
  return new Uint8Array(bytes.ok ? bytes.value : []);
}
