import type { TokenRequestSubject } from '../lint-token-request.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';
import { askedScopes } from '../scope-values.ts';

/** Values that one token could hold beside those asked for: a second token of the context is not meant to be. */
export const opLifetime: Rule<TokenRequestSubject> = {
  id: 'PS15',
  slug: 'op-lifetime',
  severity: 'info',
  actor: 'you',
  source: "The bank's own documentation",
  *check({ request, plan: { profile }, purpose }) {
    const { tokenBudget, scope } = profile;
    if (!tokenBudget || purpose !== 'client_credentials') return;
    const asked = askedScopes({ request, profile });
    const apart = [...tokenBudget.contexts, ...Object.keys(scope.onlyBeside ?? {}), ...asked];
    const left = scope.values.filter((value) => !apart.includes(value));
    if (left.length === 0) return;
    const source = profileSource(profile, 'tokenBudget');
    yield { facts: [tokenBudget.seconds, asked.join(' '), left.join(', ')], source };
  },
};
