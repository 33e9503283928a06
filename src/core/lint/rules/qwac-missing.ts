import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

/** Whether the browser holds a certificate cannot be seen from here, so this only warns. */
export const qwacMissing: Rule<TokenRequestSubject> = {
  id: 'PS10',
  slug: 'qwac-missing',
  severity: 'error',
  actor: 'you',
  source: 'RFC 8705 §2; STET Part I §3.2',
  *check({ request, plan: { profile } }) {
    if (profile.clientCertificate !== 'required') return;
    const host = URL.canParse(request.url) ? new URL(request.url).host : '';
    yield { facts: [host], severity: 'warn' };
  },
};
