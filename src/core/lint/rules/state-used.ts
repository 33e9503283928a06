import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

export const stateUsed: Rule<ResponseSubject> = {
  id: 'AP05',
  slug: 'state-used',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9700 §2.1',
  *check({ expected: { answeredBefore } }) {
    if (answeredBefore) yield {};
  },
};
