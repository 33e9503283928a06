import type { DecodedToken } from '../decode-jwt.ts';
import { decryptContent } from './content-encryption.ts';
import { contentKey, decryptionNeed } from './content-key.ts';
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
  const need = decryptionNeed(header);
  const named = `${plainText(alg)}, ${plainText(header.enc)}`;
  if (!need) return refused(named, 'alg');
  const [written = '', ...others] = token.split('.');
  const [wrapped, iv, ciphertext, tag] = others.map(bytesOf);
  if (!wrapped || !iv || !ciphertext || !tag) return refused(alg, 'malformed');
  const aad = new TextEncoder().encode(written);
  const content = { aad, iv, ciphertext, tag };
  const verdict = await tryKeys(keys, header.kid, need, async (jwk) => {
    const key = await contentKey(header, jwk, wrapped, subtle);
    const plain = key && (await decryptContent(String(header.enc), key, content, subtle));
    return plain && { text: new TextDecoder().decode(plain) };
  });
  return verdict.why ? refused(named, verdict.why) : verdict;
}
