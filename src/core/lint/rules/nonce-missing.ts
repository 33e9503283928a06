import { carriesRequestObject, givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';
import { askedScopes } from '../scope-values.ts';

/** A bank that demands a nonce refuses the request without one. */
export const nonceMissing: Rule<AuthorizationRequestSubject> = {
  id: 'AQ21',
  slug: 'nonce-missing',
  severity: 'info',
  actor: 'you',
  source: 'OpenID Connect Core §3.1.2.1; RFC 9700 §4.5.3.2',
  *check({ request, profile }) {
    const { parameters } = request;
    if (carriesRequestObject(parameters) || givenValue(parameters, 'nonce') !== undefined) return;
    const isRequired = profile?.nonce === 'required';
    if (!isRequired && !askedScopes({ request, profile }).includes('openid')) return;
    yield { severity: isRequired ? 'error' : 'info' };
  },
};
