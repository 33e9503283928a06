import type { SeenRequest } from './seen-request.ts';
import { tokenPurpose } from './token-purpose.ts';

/**
 * Whether a request can be the first that is seen of a flow, at a glance: authorization requests and answers are pages
 * with parameters, in their address, in a form or where they redirect to. While there is no flow, `watchRequest` makes
 * nothing of all others.
 */
export function mayBeginFlow(seen: SeenRequest): boolean {
  const { isDocument, method, url, location = '' } = seen;
  if (tokenPurpose(seen)) return true;
  return isDocument && (method === 'POST' || /[?#]/.test(url + location));
}
