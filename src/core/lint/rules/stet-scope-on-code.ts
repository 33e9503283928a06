import { givenValue } from '../given-parameter.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

export const stetScopeOnCode: Rule<TokenRequestSubject> = {
  id: 'PS01',
  slug: 'stet-scope-on-code',
  severity: 'error',
  actor: 'you',
  source: "The bank's own documentation",
  *check({ request, plan: { profile }, purpose }) {
    const scope = givenValue(request.parameters, 'scope');
    if (
      purpose !== 'exchange' ||
      scope === undefined ||
      profile.scope.onCodeExchange !== 'forbidden'
    )
      return;
    yield { facts: [scope], source: profileSource(profile, 'scope.onCodeExchange') };
  },
};
