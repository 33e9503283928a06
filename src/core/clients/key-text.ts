import { curveName } from '../certificates/certificate.ts';
import { inside, readDer, readOid, TAG, writeDer } from '../certificates/der.ts';
import { readPem } from '../certificates/pem.ts';
import { err, ok, type Result } from '../result.ts';
import { decodeBase64urlLeniently } from '../tokens/base64url.ts';
import type { ClientKey, KeyAlgorithm } from './client-key.ts';

/** A private key as WebCrypto takes it. */
export type KeyMaterial =
  | { format: 'pkcs8'; bytes: Uint8Array; algorithms: KeyAlgorithm[] }
  | { format: 'jwk'; jwk: JwkMembers; algorithms: KeyAlgorithm[]; kid: string };

/** Members of a JWK that are text. @see RFC 7517 §4 */
export type JwkMembers = Readonly<Record<string, string>>;

/** Why a text holds no key to sign with; `detail` is a curve or a key type, never the key. */
export interface KeyFault {
  kind:
    | 'empty'
    | 'public_key'
    | 'certificate'
    | 'encrypted'
    | 'symmetric'
    | 'unsupported'
    | 'rsa_small'
    | 'no_key'
    | 'unreadable';
  detail: string;
}

const fault = (kind: KeyFault['kind'], detail = '') => err<KeyFault>({ kind, detail });

/** The private signing key in a PEM text, a JWK or a JWK set (its first one). @see RFC 7517, RFC 5958, RFC 8017 A.1.2, RFC 5915 */
export function readKeyText(text: string): Result<KeyMaterial, KeyFault> {
  const trimmed = text.trim();
  if (trimmed === '') return fault('empty');
  return trimmed.startsWith('{') ? readJwkText(trimmed) : readPemKey(trimmed);
}

const RSA: KeyAlgorithm[] = ['PS256', 'RS256'];
const CURVES: Readonly<Record<string, KeyAlgorithm[]>> = {
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  'P-521': ['ES512'],
  Ed25519: ['EdDSA'],
};

function readJwkText(text: string): Result<KeyMaterial, KeyFault> {
  const parsed = parseObject(text);
  if (!parsed) return fault('unreadable');
  if (!Array.isArray(parsed.keys)) return jwkMaterial(members(parsed));
  const keys = parsed.keys.map(members);
  const usable = keys.find(({ d, use }) => d !== undefined && use !== 'enc');
  const [first] = keys;
  return usable || first ? jwkMaterial(usable ?? first ?? {}) : fault('no_key');
}

function jwkMaterial(jwk: JwkMembers): Result<KeyMaterial, KeyFault> {
  const { kty = '', crv = '', d, alg, kid = '' } = jwk;
  if (kty === 'oct') return fault('symmetric');
  const known = kty === 'RSA' ? RSA : kty === 'EC' || kty === 'OKP' ? CURVES[crv] : undefined;
  if (!known) return kty === '' ? fault('no_key') : fault('unsupported', crv || kty);
  if (d === undefined) return fault('public_key');
  const own = known.filter((one) => one === alg);
  return ok({ format: 'jwk', jwk, kid, algorithms: own.length > 0 ? own : known });
}

function readPemKey(text: string): Result<KeyMaterial, KeyFault> {
  // Blocks that are encrypted the old way hold lines that are no base64, so the text is looked at.
  if (/PRIVATE KEY/.test(text) && /ENCRYPTED/.test(text)) return fault('encrypted');
  const blocks = readPem(text);
  const key = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (!key) {
    const [block] = blocks;
    if (!block) return bareKey(text);
    return fault(block.label.endsWith('PUBLIC KEY') ? 'public_key' : 'certificate');
  }
  if (!key.bytes) return fault('unreadable');
  switch (key.label) {
    case 'RSA PRIVATE KEY':
      return pkcs8Material(wrap([RSA_OID, writeDer(TAG.nothing)], key.bytes));
    case 'EC PRIVATE KEY': {
      const curve = inside(inside(readDer(key.bytes)[0]).find(({ tag }) => tag === 0xa0))[0];
      return pkcs8Material(wrap([EC_OID, curve?.whole ?? new Uint8Array()], key.bytes));
    }
    default:
      return pkcs8Material(key.bytes);
  }
}

/** PKCS#8 without its lines, as some tools hand it out. */
function bareKey(text: string): Result<KeyMaterial, KeyFault> {
  const bytes = /^[\w+/=\s-]{40,}$/.test(text) ? decodeBase64urlLeniently(text) : undefined;
  return bytes && readDer(bytes).length > 0 ? pkcs8Material(bytes) : fault('no_key');
}

const RSA_OID = writeDer(TAG.oid, bytesOf('2a864886f70d010101'));
const EC_OID = writeDer(TAG.oid, bytesOf('2a8648ce3d0201'));
const VERSION_0 = writeDer(TAG.integer, new Uint8Array(1));

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** An RSA or EC key in PKCS#8. @see RFC 5958 §2 */
function wrap(algorithm: Uint8Array[], key: Uint8Array): Uint8Array {
  return writeDer(
    TAG.sequence,
    VERSION_0,
    writeDer(TAG.sequence, ...algorithm),
    writeDer(TAG.octetString, key),
  );
}

function pkcs8Material(bytes: Uint8Array): Result<KeyMaterial, KeyFault> {
  const [, algorithm, key] = inside(readDer(bytes)[0]);
  const [type, curve] = inside(algorithm);
  if (key?.tag === TAG.bitString || (algorithm?.tag === TAG.bitString && !key)) {
    return fault('public_key');
  }
  switch (readOid(type)) {
    case '1.2.840.113549.1.1.1':
      return ok({ format: 'pkcs8', bytes, algorithms: RSA });
    // WebCrypto does not know keys that are marked for PSS alone; inside they are like all others.
    case '1.2.840.113549.1.1.10':
      return key
        ? ok({
            format: 'pkcs8',
            bytes: wrap([RSA_OID, writeDer(TAG.nothing)], key.content),
            algorithms: ['PS256'],
          })
        : fault('unreadable');
    case '1.2.840.10045.2.1': {
      const algorithms = CURVES[curveName(curve)];
      return algorithms
        ? ok({ format: 'pkcs8', bytes, algorithms })
        : fault('unsupported', curveName(curve));
    }
    case '1.3.101.112':
      return ok({ format: 'pkcs8', bytes, algorithms: ['EdDSA'] });
    case '':
      // SEQUENCE of an algorithm and bits: a public key without its lines.
      return readOid(inside(inside(readDer(bytes)[0])[0])[0]) === ''
        ? fault('unreadable')
        : fault('public_key');
    default:
      return fault('unsupported', readOid(type));
  }
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

/** `RSA 2048`, `EC P-256` or `Ed25519`; a fault where an RSA key is too short. @see RFC 7518 §3.3 */
export function keyKind({
  kty,
  crv = '',
  n = '',
}: JwkMembers): Result<ClientKey['kind'], KeyFault> {
  if (kty !== 'RSA') return ok(kty === 'OKP' ? crv : `EC ${crv}`);
  const bytes = decodeBase64urlLeniently(n)?.length ?? 0;
  return bytes < 256 ? fault('rsa_small', String(bytes * 8)) : ok(`RSA ${bytes * 8}`);
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
