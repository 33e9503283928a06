import type { Capture } from '../../banks/request-template.ts';
import type { Rule } from '../rule.ts';

/** A later step needs what this answer does not hold. */
export const captureMissing: Rule<{ missing: readonly Capture[] }> = {
  id: 'PX02',
  slug: 'capture-missing',
  severity: 'warn',
  actor: 'bank',
  source: 'the bank profile',
  *check({ missing }) {
    for (const { label, from, path } of missing) yield { facts: [label, from, path] };
  },
};
