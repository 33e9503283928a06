import { readPem } from '../certificates/pem.ts';
import { err, ok, type Result } from '../result.ts';

/** A private key as WebCrypto takes it; what it signs with turns out when it is imported. */
export type KeyMaterial =
  | { format: 'pkcs8'; key: Uint8Array<ArrayBuffer> }
  | { format: 'jwk'; key: JsonWebKey & { kid?: unknown } };

/** Why a text holds no key to sign with: `not_private` is a public key, a certificate or a shared secret. */
export type KeyFault = 'empty' | 'not_private' | 'encrypted' | 'rsa_small' | 'unreadable';

/** The private signing key in a PEM text, a JWK or a JWK set (its first one). @see RFC 7517, RFC 5958, RFC 8017 A.1.2, RFC 5915 */
export function readKeyText(text: string): Result<KeyMaterial, KeyFault> {
  return text.trim().startsWith('{') ? readJwkText(text) : readPemKey(text);
}

function readJwkText(text: string): Result<KeyMaterial, KeyFault> {
  let parsed: { keys?: unknown };
  try {
    parsed = JSON.parse(text);
  } catch {
    return err('unreadable');
  }
  // Whatever else it is: the browser refuses to import it.
  const keys = [parsed.keys ?? parsed].flat().filter((one) => one !== null) as JsonWebKey[];
  const key = keys.find(({ d, use }) => d !== undefined && use !== 'enc') ?? keys[0];
  if (key?.d !== undefined) return ok({ format: 'jwk', key });
  return err(key?.kty === undefined ? 'empty' : 'not_private');
}

function readPemKey(text: string): Result<KeyMaterial, KeyFault> {
  // Blocks that are encrypted the old way hold lines that are no base64, so the text is looked at.
  if (/PRIVATE KEY/.test(text) && /ENCRYPTED/.test(text)) return err('encrypted');
  const blocks = readPem(text);
  const key = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (!key) return err(blocks.length > 0 ? 'not_private' : 'empty');
  if (key.hex === '') return err('unreadable');
  const pkcs8 =
    key.label === 'RSA PRIVATE KEY'
      ? wrap(RSA, key.hex)
      : key.label === 'EC PRIVATE KEY'
        ? wrapEc(key.hex)
        : key.hex;
  const bytes = pkcs8.match(/../g) ?? [];
  return ok({ format: 'pkcs8', key: Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)) });
}

/** rsaEncryption and its NULL, ecPublicKey, and the curves, each as DER in hex. @see RFC 3279 §2.3, RFC 5480 §2.1.1 */
const RSA = '06092a864886f70d0101010500';
const EC = '06072a8648ce3d0201';
const CURVES = ['06082a8648ce3d030107', '06052b81040022', '06052b81040023'];

/** A SEC1 key names its curve somewhere in it; without one, or with another, nobody can import it. */
function wrapEc(key: string): string {
  return wrap(EC + (CURVES.find((curve) => key.includes(curve)) ?? ''), key);
}

/** An RSA or EC key in PKCS#8. @see RFC 5958 §2 */
function wrap(algorithm: string, key: string): string {
  return der('30', `020100${der('30', algorithm)}${der('04', key)}`);
}

/** One element of DER, in hex: tag, length and content. @see ITU-T X.690 §8.1 */
function der(tag: string, content: string): string {
  const length = (content.length / 2).toString(16);
  const digits = length.padStart(length.length + (length.length % 2), '0');
  const short = content.length < 256;
  return tag + (short ? '' : `8${digits.length / 2}`) + digits + content;
}
