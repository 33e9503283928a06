import { givenValue } from '../given-parameter.ts';
import type { Rule } from '../rule.ts';
import { scopeValues } from '../scope-values.ts';
import type { ScopeSubject } from './scope-grammar.ts';

export const scopeNotInProfile: Rule<ScopeSubject> = {
  id: 'AQ15',
  slug: 'scope-not-in-profile',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6749 §3.3',
  *check({ request: { parameters }, profile }) {
    const known = profile?.scope.values ?? [];
    const asked = scopeValues(givenValue(parameters, 'scope') ?? '', profile?.scope.separator);
    for (const value of new Set(asked)) {
      const times = asked.filter((other) => other === value).length;
      const unknown = known.length > 0 && !known.includes(value);
      if (!unknown && times === 1) continue;
      yield { facts: [value, times, known.join(', '), unknown ? nearest(value, known) : value] };
    }
  },
};

function nearest(value: string, known: readonly string[]): string {
  const [best = ''] = known.toSorted((a, b) => distance(value, a) - distance(value, b));
  return best;
}

/** Levenshtein's distance, in any case: how many slips lie between two words. */
function distance(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  let row = Array.from({ length: b.length + 1 }, (_none, at) => at);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (left === right ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
