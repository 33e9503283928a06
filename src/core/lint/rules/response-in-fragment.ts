import { ANSWER_NAMES } from '../answer-names.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

export const responseInFragment: Rule<ResponseSubject> = {
  id: 'AP12',
  slug: 'response-in-fragment',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 6749 §4.1.2',
  *check({ response: { fragment }, expected: { mode } }) {
    if (mode === 'fragment') return;
    const names = ANSWER_NAMES.filter((wanted) => fragment.some(({ name }) => name === wanted));
    if (names.length > 0) yield { facts: [names.join(', ')] };
  },
};
