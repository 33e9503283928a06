import { liveTokens } from '../../lifetimes/token-budget.ts';
import { instantText } from '../instant-text.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';
import { askedScopes } from '../scope-values.ts';

export const opTokenStillGood: Rule<TokenRequestSubject> = {
  id: 'PS14',
  slug: 'op-token-still-good',
  severity: 'warn',
  actor: 'you',
  source: "The bank's own documentation",
  *check({ request, plan: { profile }, purpose, tokens = [], nowMs }) {
    if (purpose !== 'client_credentials' || nowMs === undefined) return;
    const asked = askedScopes({ request, profile });
    for (const { context, endsAt } of liveTokens(profile, asked, tokens, nowMs)) {
      const source = profileSource(profile, 'tokenBudget');
      yield { facts: [context, instantText(endsAt), profile.tokenBudget?.seconds ?? 0], source };
    }
  },
};
