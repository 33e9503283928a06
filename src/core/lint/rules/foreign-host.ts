import { type ApiRequestSubject, hostOf } from '../lint-api-request.ts';
import type { Rule } from '../rule.ts';

export const foreignHost: Rule<ApiRequestSubject> = {
  id: 'RS03',
  slug: 'foreign-host',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9700 §4.9.1',
  *check({ request, hosts }) {
    const host = hostOf(request.url);
    if (host === '' || !hosts.includes(host)) yield { facts: [host] };
  },
};
