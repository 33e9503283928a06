import { nearest } from '../nearest.ts';
import type { Rule } from '../rule.ts';
import { askedScopes } from '../scope-values.ts';
import type { ScopeSubject } from './scope-grammar.ts';

/** Where the profile has a template for the whole scope, or a word on the value, another rule speaks. */
export const scopeNotInProfile: Rule<ScopeSubject> = {
  id: 'AQ15',
  slug: 'scope-not-in-profile',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6749 §3.3',
  *check(subject) {
    const { values: known = [], template, doubtful = {} } = subject.profile?.scope ?? {};
    const asked = askedScopes(subject);
    for (const value of new Set(asked)) {
      const times = asked.filter((other) => other === value).length;
      const isKnown =
        known.length === 0 ||
        known.includes(value) ||
        template !== undefined ||
        Object.hasOwn(doubtful, value);
      if (isKnown && times === 1) continue;
      yield { facts: [value, times, known.join(', '), isKnown ? value : nearest(value, known)] };
    }
  },
};
