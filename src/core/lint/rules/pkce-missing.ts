import { carriesRequestObject, givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

export const pkceMissing: Rule<AuthorizationRequestSubject> = {
  id: 'AQ09',
  slug: 'pkce-missing',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 7636 §4.3; RFC 9700 §2.1.1',
  *check({ request: { parameters }, profile, clientAuthentication }) {
    if (profile?.pkce === 'undocumented' || carriesRequestObject(parameters)) return;
    if (givenValue(parameters, 'code_challenge') !== undefined) return;
    const refused = clientAuthentication === 'none' || profile?.pkce === 'required';
    yield { severity: refused ? 'error' : 'warn' };
  },
};
