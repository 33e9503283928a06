import type { DecodedToken } from '../decode-jwt.ts';
import { decryptContent } from './content-encryption.ts';
import { keyManagement } from './content-key.ts';
import { bytesOf, type Jwk, plainText } from './jwk.ts';
import { type KeyVerdict, refused, tryKeys } from './try-keys.ts';

/**
 * What is inside an encrypted token, if one of the given keys opens it.
 *
 * @see RFC 7516 §5.2
 */
export async function decryptToken(
  token: string,
  { header, parts }: Extract<DecodedToken, { kind: 'jwe' }>,
  keys: readonly Jwk[],
  subtle: SubtleCrypto,
): Promise<KeyVerdict> {
  const alg = header?.alg;
  if (!header || parts.some(({ fault }) => fault)) return refused(alg, 'malformed');
  // Compressed content is one more extension: RFC 8725 §3.6 warns of it.
  if ('crit' in header || 'zip' in header) return refused(alg, 'crit');
  const management = keyManagement(header, subtle);
  const enc = plainText(header.enc);
  const named = `${plainText(alg)}, ${enc}`;
  if (!management) return refused(named, 'alg');
  const [written = '', ...others] = token.split('.');
  const [wrapped, iv, ciphertext, tag] = others.map(bytesOf);
  if (!wrapped || !iv || !ciphertext || !tag) return refused(alg, 'malformed');
  const content = { aad: new TextEncoder().encode(written), iv, ciphertext, tag };
  const verdict = await tryKeys(keys, header.kid, management.need, async (jwk) => {
    const key = await management.open(jwk, wrapped);
    const plain = key && (await decryptContent(key, enc, content, subtle));
    return plain && { text: new TextDecoder().decode(plain) };
  });
  return verdict.why ? refused(named, verdict.why) : verdict;
}
