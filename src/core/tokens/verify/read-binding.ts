import { readPem } from '../../certificates/pem.ts';
import { err, ok, type Result } from '../../result.ts';
import type { KeyBinding } from './key-binding.ts';
import { keyThumbprint, sha256Text } from './key-thumbprint.ts';
import { bytesOfHex, type KeysFault, readKeys } from './read-keys.ts';

/** The thumbprint of the certificate in a PEM text, else of the key in it. @see RFC 8705 §3.1, RFC 9449 §6.1 */
export async function readBinding(
  text: string,
  subtle: SubtleCrypto,
): Promise<Result<KeyBinding, KeysFault>> {
  const certificate = readPem(text).find(({ label }) => label === 'CERTIFICATE')?.hex;
  if (certificate) {
    return ok({
      member: 'x5t#S256',
      thumbprint: await sha256Text(bytesOfHex(certificate), subtle),
    });
  }
  const keys = await readKeys(text, subtle);
  if (!keys.ok) return keys;
  const [key] = keys.value;
  if (!key) return err('unreadable');
  return ok({ member: 'jkt', thumbprint: await keyThumbprint(key, subtle) });
}
