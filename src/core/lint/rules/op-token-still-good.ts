import { instantText } from '../claim-age.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';
import { askedScopes, scopeValues } from '../scope-values.ts';

/** For each context that is asked for, the token of it that lives longest. */
export const opTokenStillGood: Rule<TokenRequestSubject> = {
  id: 'PS14',
  slug: 'op-token-still-good',
  severity: 'warn',
  actor: 'you',
  source: "The bank's own documentation",
  *check({ request, plan: { profile }, purpose, tokens = [], nowMs }) {
    const budget = profile.tokenBudget;
    if (!budget || purpose !== 'client_credentials' || nowMs === undefined) return;
    const asked = askedScopes({ request, profile });
    for (const context of budget.contexts.filter((one) => asked.includes(one))) {
      const ends = tokens
        .filter(({ scope }) => scopeValues(scope, profile.scope.separator).includes(context))
        .map(({ receivedAtMs, expires_in = budget.seconds }) => receivedAtMs + expires_in * 1000);
      const end = Math.max(0, ...ends);
      if (end <= nowMs) continue;
      const source = profileSource(profile, 'tokenBudget');
      yield { facts: [context, instantText(end / 1000), budget.seconds], source };
    }
  },
};
