import { givenValue } from '../given-parameter.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

export const stetScopeOnCode: Rule<TokenRequestSubject> = {
  id: 'PS01',
  slug: 'stet-scope-on-code',
  severity: 'error',
  actor: 'you',
  source: '89C3 portal, "Get your token", step 5; STET Part I §3.4',
  *check({ request, plan: { profile }, purpose }) {
    const scope = givenValue(request.parameters, 'scope');
    if (purpose !== 'exchange' || scope === undefined || profile.standard !== 'stet') return;
    if (profile.scope.onCodeExchange === 'absent') yield { facts: [scope] };
  },
};
