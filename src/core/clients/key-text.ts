import { hexOf } from '../certificates/der.ts';
import { readPem } from '../certificates/pem.ts';
import { err, ok, type Result } from '../result.ts';
/** A private key as WebCrypto takes it; what it signs with turns out when it is imported. */
export type KeyMaterial =
  | { format: 'pkcs8'; bytes: Uint8Array }
  | { format: 'jwk'; jwk: JwkMembers };

/** Members of a JWK that are text. @see RFC 7517 §4 */
export type JwkMembers = Readonly<Record<string, string>>;

/** Why a text holds no key to sign with: `not_private` is a public key, a certificate or a shared secret. */
export type KeyFault = 'empty' | 'not_private' | 'encrypted' | 'rsa_small' | 'unreadable';

/** The private signing key in a PEM text, a JWK or a JWK set (its first one). @see RFC 7517, RFC 5958, RFC 8017 A.1.2, RFC 5915 */
export function readKeyText(text: string): Result<KeyMaterial, KeyFault> {
  return text.trim().startsWith('{') ? readJwkText(text) : readPemKey(text);
}

function readJwkText(text: string): Result<KeyMaterial, KeyFault> {
  const parsed = parseObject(text);
  if (!parsed) return err('unreadable');
  const keys = (Array.isArray(parsed.keys) ? parsed.keys : [parsed]).map(members);
  const usable = keys.find(({ d, use }) => d !== undefined && use !== 'enc');
  const jwk = usable ?? keys[0] ?? {};
  if (jwk.d !== undefined) return ok({ format: 'jwk', jwk });
  return err(jwk.kty === undefined ? 'empty' : 'not_private');
}

function readPemKey(text: string): Result<KeyMaterial, KeyFault> {
  // Blocks that are encrypted the old way hold lines that are no base64, so the text is looked at.
  if (/PRIVATE KEY/.test(text) && /ENCRYPTED/.test(text)) return err('encrypted');
  const blocks = readPem(text);
  const key = blocks.find(({ label }) => label.endsWith('PRIVATE KEY') || label === '');
  if (!key) return err(blocks.length > 0 ? 'not_private' : 'empty');
  if (!key.bytes) return err('unreadable');
  const bytes =
    key.label === 'RSA PRIVATE KEY'
      ? wrap(RSA, hexOf(key.bytes))
      : key.label === 'EC PRIVATE KEY'
        ? wrapEc(hexOf(key.bytes))
        : key.bytes;
  return ok({ format: 'pkcs8', bytes });
}

/** rsaEncryption and its NULL, ecPublicKey, and the curves, each as DER in hex. @see RFC 3279 §2.3, RFC 5480 §2.1.1 */
const RSA = '06092a864886f70d0101010500';
const EC = '06072a8648ce3d0201';
const CURVES = ['06082a8648ce3d030107', '06052b81040022', '06052b81040023'];

/** A SEC1 key names its curve somewhere in it; without one, or with another, nobody can import it. */
function wrapEc(key: string): Uint8Array {
  return wrap(EC + (CURVES.find((curve) => key.includes(curve)) ?? ''), key);
}

/** An RSA or EC key in PKCS#8. @see RFC 5958 §2 */
function wrap(algorithm: string, key: string): Uint8Array {
  const whole = der('30', `020100${der('30', algorithm)}${der('04', key)}`);
  return Uint8Array.from(whole.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** One element of DER, in hex: tag, length and content. @see ITU-T X.690 §8.1 */
function der(tag: string, content: string): string {
  const length = (content.length / 2).toString(16);
  const digits = length.padStart(length.length + (length.length % 2), '0');
  const short = content.length < 256;
  return tag + (short ? '' : `8${digits.length / 2}`) + digits + content;
}

/** The members without which a private JWK is none; what else a file says of it would only stand in the way. */
export function bareJwk(jwk: JwkMembers): JwkMembers {
  const names = ['kty', 'crv', 'n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi', 'x', 'y'];
  return Object.fromEntries(Object.entries(jwk).filter(([name]) => names.includes(name)));
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function members(value: unknown): JwkMembers {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
