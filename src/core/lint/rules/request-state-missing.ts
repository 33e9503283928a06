import { carriesRequestObject, givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

/** PKCE and `nonce` tie an answer to its request as well, so without them a missing state weighs more. */
export const requestStateMissing: Rule<AuthorizationRequestSubject> = {
  id: 'AQ06',
  slug: 'request-state-missing',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6749 §4.1.1, §10.12; RFC 9700 §4.7.1',
  *check({ request: { parameters } }) {
    const has = (name: string) => givenValue(parameters, name) !== undefined;
    if (has('state') || carriesRequestObject(parameters)) return;
    yield { severity: has('code_challenge') || has('nonce') ? 'warn' : 'error' };
  },
};
