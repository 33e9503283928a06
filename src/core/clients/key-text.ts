import { readPem } from '../certificates/pem.ts';
import { err, ok, type Result } from '../result.ts';
import { decodeBase64urlLeniently } from '../tokens/base64url.ts';
import type { ClientKey, KeyAlgorithm } from './client-key.ts';

/** A private key as WebCrypto takes it; what it signs with turns out when it is imported. */
export type KeyMaterial =
  | { format: 'pkcs8'; bytes: Uint8Array }
  | { format: 'jwk'; jwk: JwkMembers };

/** Members of a JWK that are text. @see RFC 7517 §4 */
export type JwkMembers = Readonly<Record<string, string>>;

/** Why a text holds no key to sign with; `detail` is a size, never the key. */
export interface KeyFault {
  kind:
    | 'public_key'
    | 'certificate'
    | 'encrypted'
    | 'symmetric'
    | 'rsa_small'
    | 'no_key'
    | 'unreadable';
  detail: string;
}

const fault = (kind: KeyFault['kind'], detail = '') => err<KeyFault>({ kind, detail });

/** The private signing key in a PEM text, a JWK or a JWK set (its first one). @see RFC 7517, RFC 5958, RFC 8017 A.1.2, RFC 5915 */
export function readKeyText(text: string): Result<KeyMaterial, KeyFault> {
  return text.trim().startsWith('{') ? readJwkText(text) : readPemKey(text);
}

function readJwkText(text: string): Result<KeyMaterial, KeyFault> {
  const parsed = parseObject(text);
  if (!parsed) return fault('unreadable');
  const keys = (Array.isArray(parsed.keys) ? parsed.keys : [parsed]).map(members);
  const usable = keys.find(({ d, use }) => d !== undefined && use !== 'enc');
  const jwk = usable ?? keys[0] ?? {};
  if (jwk.kty === 'oct') return fault('symmetric');
  if (jwk.d !== undefined) return ok({ format: 'jwk', jwk });
  return fault(jwk.kty === undefined ? 'no_key' : 'public_key');
}

function readPemKey(text: string): Result<KeyMaterial, KeyFault> {
  // Blocks that are encrypted the old way hold lines that are no base64, so the text is looked at.
  if (/PRIVATE KEY/.test(text) && /ENCRYPTED/.test(text)) return fault('encrypted');
  const blocks = readPem(text);
  const [first] = blocks;
  if (!first) return fault('no_key');
  const key = blocks.find(({ label }) => label.endsWith('PRIVATE KEY') || label === '');
  if (!key) return fault(first.label.endsWith('PUBLIC KEY') ? 'public_key' : 'certificate');
  if (!key.bytes) return fault('unreadable');
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

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The members without which a private JWK is none; what else a file says of it would only stand in the way. */
export function bareJwk(jwk: JwkMembers): JwkMembers {
  const names = ['kty', 'crv', 'n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi', 'x', 'y'];
  return Object.fromEntries(Object.entries(jwk).filter(([name]) => names.includes(name)));
}

/** The text whose SHA-256 is a key's thumbprint. @see RFC 7638 §3.2 */
export function thumbprintText({ kty, crv, e, n, x, y }: JwkMembers): string {
  return JSON.stringify(kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y });
}

const RSA_ALGORITHMS: KeyAlgorithm[] = ['PS256', 'RS256'];
const ALGORITHMS: Readonly<Record<string, KeyAlgorithm[]>> = {
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  'P-521': ['ES512'],
  Ed25519: ['EdDSA'],
};

/**
 * What a key that was imported is, and what it signs with.
 *
 * @param alg the one algorithm that its file allows
 * @returns a fault where an RSA key is too short. @see RFC 7518 §3.3
 */
export function describeKey(
  { kty, crv = '', n = '' }: JwkMembers,
  alg: string | undefined,
): Result<Pick<ClientKey, 'kind' | 'algorithms'>, KeyFault> {
  if (kty !== 'RSA') {
    return ok({ kind: kty === 'OKP' ? crv : `EC ${crv}`, algorithms: ALGORITHMS[crv] ?? [] });
  }
  const bits = (decodeBase64urlLeniently(n)?.length ?? 0) * 8;
  if (bits < 2048) return fault('rsa_small', String(bits));
  const own = RSA_ALGORITHMS.filter((one) => one === alg);
  return ok({ kind: `RSA ${bits}`, algorithms: own.length > 0 ? own : RSA_ALGORITHMS });
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
