import type { ClientKey, KeyAlgorithm } from '../core/clients/client-key.ts';
import { signingInput } from '../core/oauth/client-assertion.ts';
import type { JwtContent } from '../core/oauth/jwt-content.ts';
import { encodeBase64url } from '../core/tokens/base64url.ts';
import type { Effects } from './effects.ts';

/**
 * A JWT in its compact form, signed by a key that nothing can read; `undefined` when that key is gone.
 *
 * @see RFC 7515 §7.1
 */
export async function signJwt(
  effects: Pick<Effects, 'sign'>,
  key: Pick<ClientKey, 'id'>,
  alg: KeyAlgorithm,
  content: JwtContent,
): Promise<string | undefined> {
  const input = signingInput(content);
  const signature = await effects.sign?.(key.id, alg, new TextEncoder().encode(input));
  return signature && `${input}.${encodeBase64url(signature)}`;
}
