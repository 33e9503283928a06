import { givenValue } from '../given-parameter.ts';
import type { Rule } from '../rule.ts';
import { scopeValues } from '../scope-values.ts';
import type { ScopeSubject } from './scope-grammar.ts';

/** Which values a scope must hold together; the groups come from the profile. */
export const opScopeContext: Rule<ScopeSubject> = {
  id: 'PS13',
  slug: 'op-scope-context',
  severity: 'error',
  actor: 'you',
  source: 'Open Payments documentation',
  *check({ request: { parameters }, profile }) {
    if (!profile) return;
    const { separator, exactlyOne = [], atLeastOne = [], onlyBeside = {} } = profile.scope;
    const scope = givenValue(parameters, 'scope') ?? '';
    const asked = scopeValues(scope, separator);
    const seen = (group: readonly string[], wanted: string) => {
      const found = group.filter((value) => asked.includes(value)).length;
      return { found, facts: [scope, found, wanted, group.join(', ')] };
    };
    for (const { found, facts } of atLeastOne.map((group) => seen(group, '≥ 1'))) {
      if (found === 0) yield { facts };
    }
    for (const { found, facts } of exactlyOne.map((group) => seen(group, '1'))) {
      if (found !== 1) yield { facts };
    }
    for (const [value, beside] of Object.entries(onlyBeside)) {
      if (asked.includes(value) && !asked.includes(beside))
        yield { facts: seen([beside], '1').facts };
    }
  },
};
