import type { HttpAnswer } from '../../oauth/http-message.ts';
import type { Rule } from '../rule.ts';

export const serverFault: Rule<{ answer: HttpAnswer }> = {
  id: 'TE05',
  slug: 'server-fault',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 9110 §15.6',
  *check({ answer: { status } }) {
    if (status >= 500 && status !== 503) yield { facts: [status] };
  },
};
