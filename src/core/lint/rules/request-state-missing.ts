import type { ExpectedRequest } from '../expected-request.ts';
import { carriesRequestObject, givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

/** PKCE and `nonce` tie an answer to its request as well, so without them a missing state weighs more. */
export const requestStateMissing: Rule<AuthorizationRequestSubject & ExpectedRequest> = {
  id: 'AQ06',
  slug: 'request-state-missing',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6749 §4.1.1, §10.12; RFC 9700 §4.7.1',
  *check({ request: { parameters }, profile, taken = ['state'] }) {
    const has = (name: string) => givenValue(parameters, name) !== undefined;
    if (has('state') || carriesRequestObject(parameters) || !taken.includes('state')) return;
    const isTied = has('code_challenge') || has('nonce');
    yield { severity: isTied && profile?.state?.requirement !== 'required' ? 'warn' : 'error' };
  },
};
