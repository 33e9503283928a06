import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

const LIMIT = 2000;

export const urlLong: Rule<AuthorizationRequestSubject> = {
  id: 'AQ20',
  slug: 'url-long',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 9126 §1',
  *check({ request: { url }, carriage }) {
    if (url.length >= LIMIT && !carriage?.pushed) yield { facts: [url.length] };
  },
};
