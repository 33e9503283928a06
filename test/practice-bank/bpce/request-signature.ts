import { createHash, createVerify, generateKeyPairSync } from 'node:crypto';
import { bpceClientIds } from '../clients.ts';
import { headerValue, type PracticeRequest } from '../http/practice-request.ts';

/** The key that signs API requests to the BPCE-like banks. */
export interface SealKey {
  /** PKCS#8 */
  privateKey: string;
  publicKey: string;
}

let made: SealKey | undefined;

/** Made at the first call and kept, anew in each run. Its key ID is a client ID, or any URL of a PEM file. */
export function sealKey(): SealKey {
  made ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return made;
}

/** What must be signed, whatever else is. */
const NEEDED = ['(request-target)', 'x-request-id'];

/**
 * `verified`, or what is wrong with the HTTP signature of a request; `undefined` when it has none.
 *
 * @see draft-cavage-http-signatures-12 §2.5
 */
export function judgeSignature(request: PracticeRequest): string | undefined {
  const header = headerValue(request.headers, 'signature');
  if (header === undefined) return undefined;
  const parts: Record<string, string | undefined> = Object.fromEntries(
    [...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  const { keyId = '', algorithm, headers = 'date', signature = '' } = parts;
  const names = headers.split(' ');
  const known = bpceClientIds.some((id) => id === keyId) || /^https:\/\/.*\.pem$/.test(keyId);
  if (!known) return 'unknown keyId';
  if (algorithm !== 'rsa-sha256') return 'algorithm is not rsa-sha256';
  if (NEEDED.some((name) => !names.includes(name))) return `${NEEDED.join(' ')} must be signed`;
  if (request.body.length > 0 && !names.includes('digest')) return 'digest must be signed';
  const digest = createHash('sha256').update(request.body).digest('base64');
  const stated = headerValue(request.headers, 'digest');
  if (names.includes('digest') && stated !== `SHA-256=${digest}`) return 'wrong digest';
  const target = `${request.method.toLowerCase()} ${request.raw.incoming.url}`;
  const lines = names.map((name) => {
    const value = name === '(request-target)' ? target : headerValue(request.headers, name);
    return `${name}: ${value}`;
  });
  const verify = createVerify('RSA-SHA256').update(lines.join('\n'));
  return verify.verify(sealKey().publicKey, signature, 'base64') ? 'verified' : 'wrong signature';
}
