import { givenValue } from '../given-parameter.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

/** Banks of the STET standard refuse it: they get the rule of their own instead of this one. */
export const scopeOnCodeExchange: Rule<TokenRequestSubject> = {
  id: 'TQ16',
  slug: 'scope-on-code-exchange',
  severity: 'info',
  actor: 'you',
  source: 'RFC 6749 §4.1.3',
  *check({ request, plan: { profile }, purpose }) {
    const scope = givenValue(request.parameters, 'scope');
    if (purpose !== 'exchange' || scope === undefined || profile.standard === 'stet') return;
    if (profile.scope.onCodeExchange === 'absent') yield { facts: [scope] };
  },
};
