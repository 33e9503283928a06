import type { HttpAnswer } from '../../oauth/http-message.ts';
import type { Rule } from '../rule.ts';

const TOO_SLOW_MS = 20_000;

export const slowOrCut: Rule<{ answer: HttpAnswer }> = {
  id: 'TR21',
  slug: 'slow-or-cut',
  severity: 'error',
  actor: 'bank',
  source: 'Experience, no standard',
  *check({ answer: { cut, durationMs, bytes } }) {
    if (cut || durationMs > TOO_SLOW_MS) yield { facts: [(durationMs / 1000).toFixed(1), bytes] };
  },
};
