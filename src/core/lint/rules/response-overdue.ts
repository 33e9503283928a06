import type { WaitingSubject } from '../lint-waiting.ts';
import type { Rule } from '../rule.ts';

const OVERDUE_MS = 15 * 60_000;
export const responseOverdue: Rule<WaitingSubject> = {
  id: 'AP23',
  slug: 'response-overdue',
  severity: 'info',
  actor: 'you',
  source: 'Experience, no standard',
  *check({ openedAtMs, nowMs }) {
    const waitedMs = nowMs - openedAtMs;
    if (waitedMs >= OVERDUE_MS) yield { facts: [Math.floor(waitedMs / 60_000)] };
  },
};
