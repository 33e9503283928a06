import type { RequestTemplate } from '../banks/request-template.ts';
import type { TokenRequestSubject } from './lint-token-request.ts';

/** The profile's own template for a token request; `undefined` when the profile has none. */
export function tokenTemplate({
  plan: { profile },
  purpose,
}: Pick<TokenRequestSubject, 'plan' | 'purpose'>): RequestTemplate | undefined {
  const names =
    purpose === 'refresh'
      ? [profile.refresh ?? '']
      : (profile.grants[purpose === 'exchange' ? 'authorization_code' : purpose] ?? []);
  return names
    .map((name) => profile.requests[name])
    .findLast((template) => template?.role === 'token');
}
