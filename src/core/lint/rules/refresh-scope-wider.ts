import { givenValue } from '../given-parameter.ts';
import { grantedScope as valuesOfScope } from '../granted-scope.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

export const refreshScopeWider: Rule<TokenRequestSubject> = {
  id: 'RF01',
  slug: 'refresh-scope-wider',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §6',
  *check({ request, purpose, plan: { profile }, grantedScope }) {
    if (purpose !== 'refresh' || grantedScope === undefined) return;
    const granted = valuesOfScope(grantedScope, profile);
    const asked = valuesOfScope(givenValue(request.parameters, 'scope') ?? '', profile);
    const added = asked.filter((value) => !granted.includes(value));
    if (added.length > 0) yield { facts: [added.join(' '), grantedScope] };
  },
};
