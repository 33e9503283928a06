import { givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';
import { guideWantsPkce } from './bg-scope.ts';

export const pkcePlain: Rule<AuthorizationRequestSubject> = {
  id: 'AQ10',
  slug: 'pkce-plain',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 7636 §4.2; RFC 9700 §2.1.1',
  *check({ request: { parameters }, profile }) {
    if (guideWantsPkce(profile) || givenValue(parameters, 'code_challenge') === undefined) return;
    const method = givenValue(parameters, 'code_challenge_method') ?? '';
    if (method !== 'S256') yield { facts: [method] };
  },
};
