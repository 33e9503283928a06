import type { Grant } from '../../banks/bank-profile.ts';
import { givenValue } from '../given-parameter.ts';
import type { Rule } from '../rule.ts';
import { scopeValues } from '../scope-values.ts';
import type { ScopeSubject } from './scope-grammar.ts';

/** A scope that is asked for, and the grant by which. */
export interface GrantSubject extends ScopeSubject {
  grant: Grant;
}

/** The grant that a scope needs; `cbpii` takes either. */
const NEEDED: Readonly<Record<string, Grant>> = {
  aisp: 'authorization_code',
  extended_transaction_history: 'authorization_code',
  pisp: 'client_credentials',
};

export const stetGrantForScope: Rule<GrantSubject> = {
  id: 'PS04',
  slug: 'stet-grant-for-scope',
  severity: 'error',
  actor: 'you',
  source: '89C3 portal; STET Part I §3.4',
  *check({ request: { parameters }, profile, grant }) {
    if (profile?.standard !== 'stet') return;
    for (const scope of scopeValues(
      givenValue(parameters, 'scope') ?? '',
      profile.scope.separator,
    )) {
      const needed = Object.hasOwn(NEEDED, scope) ? NEEDED[scope] : undefined;
      if (needed !== undefined && needed !== grant) yield { facts: [scope, grant, needed] };
    }
  },
};
