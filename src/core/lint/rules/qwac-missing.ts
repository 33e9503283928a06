import { hostOf } from '../bank-use.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

/** Whether a browser holds a certificate cannot be seen from here, so without word of it this only warns. */
export const qwacMissing: Rule<TokenRequestSubject> = {
  id: 'PS10',
  slug: 'qwac-missing',
  severity: 'error',
  actor: 'you',
  source: 'RFC 8705 §2',
  *check({ request, plan: { profile, draft }, certificate }) {
    const isLive = profile.environments[draft.environment]?.kind === 'live';
    const demanding = isLive ? ['required', 'sandbox_optional'] : ['required'];
    if (certificate === 'chosen' || !demanding.includes(profile.clientCertificate)) return;
    const source = profileSource(profile, 'clientCertificate');
    const severity = certificate === 'missing' ? 'error' : 'warn';
    yield { facts: [hostOf(request.url) ?? ''], severity, source };
  },
};
