import { responseValue } from '../../oauth/authorization-response.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

export const codeSeenBefore: Rule<ResponseSubject> = {
  id: 'AP14',
  slug: 'code-seen-before',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.1.2, §10.5; RFC 9700 §4.5',
  *check({ response, expected: { codeSeenBefore } }) {
    if (codeSeenBefore) yield { facts: [responseValue(response, 'code')?.length ?? 0] };
  },
};
