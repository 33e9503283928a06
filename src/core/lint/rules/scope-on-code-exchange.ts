import { givenValue } from '../given-parameter.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

/** Where the bank itself forbids it, the rule for that speaks instead. */
export const scopeOnCodeExchange: Rule<TokenRequestSubject> = {
  id: 'TQ16',
  slug: 'scope-on-code-exchange',
  severity: 'info',
  actor: 'you',
  source: 'RFC 6749 §4.1.3',
  *check({ request, plan: { profile }, purpose }) {
    const scope = givenValue(request.parameters, 'scope');
    if (
      purpose !== 'exchange' ||
      scope === undefined ||
      profile.scope.onCodeExchange === 'forbidden'
    )
      return;
    if (profile.scope.onCodeExchange === 'absent') yield { facts: [scope] };
  },
};
