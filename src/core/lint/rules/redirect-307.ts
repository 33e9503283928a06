import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

export const redirect307: Rule<ResponseSubject> = {
  id: 'AP20',
  slug: 'redirect-307',
  severity: 'warn',
  actor: 'bank',
  source: 'RFC 9700 §4.12',
  *check({ expected: { redirectStatus } }) {
    if (redirectStatus === 307 || redirectStatus === 308) yield { facts: [redirectStatus] };
  },
};
