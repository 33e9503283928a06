import { givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';
import { isSecureAddress } from '../secure-address.ts';

export const redirectUriHttp: Rule<AuthorizationRequestSubject> = {
  id: 'AQ05',
  slug: 'redirect-uri-http',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6749 §3.1.2.1; RFC 8252 §7.3',
  *check({ request: { parameters } }) {
    const uri = givenValue(parameters, 'redirect_uri');
    if (uri === undefined || !URL.canParse(uri) || isSecureAddress(uri)) return;
    const { protocol, host } = new URL(uri);
    if (protocol === 'http:') yield { facts: [host] };
  },
};
