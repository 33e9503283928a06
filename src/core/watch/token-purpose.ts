import { valuesOf } from '../oauth/parameter.ts';
import type { SeenRequest } from './seen-request.ts';

/** What a page's token call was for. */
export type WatchedPurpose = 'exchange' | 'client_credentials' | 'refresh';

const PURPOSES: Readonly<Record<string, WatchedPurpose>> = {
  authorization_code: 'exchange',
  client_credentials: 'client_credentials',
  refresh_token: 'refresh',
};

/** What a token request asks for; `undefined` for everything else. @see RFC 6749 §4.1.3, §4.4.2, §6 */
export function tokenPurpose({ method, url, posted }: SeenRequest): WatchedPurpose | undefined {
  if (method !== 'POST') return undefined;
  const [grant = new URL(url).searchParams.get('grant_type')] = valuesOf(posted, 'grant_type');
  return grant !== null && Object.hasOwn(PURPOSES, grant) ? PURPOSES[grant] : undefined;
}
