import { hostOf } from '../bank-use.ts';
import type { ApiRequestSubject } from '../lint-api-request.ts';
import type { Rule } from '../rule.ts';

export const foreignHost: Rule<ApiRequestSubject> = {
  id: 'RS03',
  slug: 'foreign-host',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9700 §4.9.1',
  *check({ request, hosts }) {
    const host = hostOf(request.url) ?? '';
    if (!hosts.includes(host)) yield { facts: [host] };
  },
};
