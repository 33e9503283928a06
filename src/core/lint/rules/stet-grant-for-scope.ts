import type { Grant } from '../../banks/grant.ts';
import type { RequestUse } from '../bank-use.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';
import { askedScopes } from '../scope-values.ts';

/** A request that may ask for a scope, and the grant that it belongs to. */
export interface GrantSubject extends RequestUse {
  grant: Grant;
}

export const stetGrantForScope: Rule<GrantSubject> = {
  id: 'PS04',
  slug: 'stet-grant-for-scope',
  severity: 'error',
  actor: 'you',
  source: "The bank's own documentation",
  *check({ request, profile, grant }) {
    const grants = profile?.scope.grantFor ?? {};
    for (const scope of new Set(askedScopes({ request, profile }))) {
      const allowed = Object.hasOwn(grants, scope) ? grants[scope] : undefined;
      if (!allowed || allowed.includes(grant)) continue;
      const source = profileSource(profile, 'scope.grantFor');
      yield { facts: [scope, grant, allowed.join(', ')], source };
    }
  },
};
