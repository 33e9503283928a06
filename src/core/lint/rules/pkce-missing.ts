import type { ExpectedRequest } from '../expected-request.ts';
import { carriesRequestObject, givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';
import { guideWantsPkce } from './bg-scope.ts';

const CHALLENGE = 'code_challenge';

export const pkceMissing: Rule<AuthorizationRequestSubject & ExpectedRequest> = {
  id: 'AQ09',
  slug: 'pkce-missing',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 7636 §4.3; RFC 9700 §2.1.1',
  *check({ request: { parameters }, profile, clientAuthentication, taken = [CHALLENGE] }) {
    if (profile?.pkce === 'undocumented' || carriesRequestObject(parameters)) return;
    if (givenValue(parameters, CHALLENGE) !== undefined || !taken.includes(CHALLENGE)) return;
    if (guideWantsPkce(profile)) return;
    const refused = clientAuthentication === 'none' || profile?.pkce === 'required';
    yield { severity: refused ? 'error' : 'warn' };
  },
};
