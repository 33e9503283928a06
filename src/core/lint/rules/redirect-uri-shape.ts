import type { ExpectedRequest } from '../expected-request.ts';
import { carriesRequestObject, givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

/** Left out, it is a fault where the bank's profile sends it; RFC 6749 §3.1.2.3 allows that elsewhere. */
export const redirectUriShape: Rule<AuthorizationRequestSubject & ExpectedRequest> = {
  id: 'AQ03',
  slug: 'redirect-uri-shape',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §3.1.2',
  *check({ request: { parameters }, profile, taken = ['redirect_uri'] }) {
    const uri = givenValue(parameters, 'redirect_uri');
    if (uri === undefined) {
      if (!carriesRequestObject(parameters) && taken.includes('redirect_uri'))
        yield { facts: [''], severity: profile ? 'error' : 'warn' };
      return;
    }
    if (!URL.canParse(uri)) {
      yield { facts: [uri.replace(/\/\/[^/]*@/, '//…@')] };
      return;
    }
    const { username, password } = new URL(uri);
    if (uri.includes('#')) yield { facts: ['#'] };
    if (username !== '' || password !== '') yield { facts: ['@'] };
  },
};
