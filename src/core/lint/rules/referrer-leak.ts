import { parseAuthorizationResponse, responseValue } from '../../oauth/authorization-response.ts';
import type { LandingSubject } from '../lint-landing.ts';
import type { Rule } from '../rule.ts';

const SECRETS = ['code', 'access_token', 'id_token', 'response'];

/** Once for each host; the page's own has had the code already. */
export const referrerLeak: Rule<LandingSubject> = {
  id: 'AP19',
  slug: 'referrer-leak',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 9700 §4.2',
  *check({ requests }) {
    const told = new Set<string>();
    for (const { url, referrer = '' } of requests) {
      const from = parseAuthorizationResponse(referrer);
      if (!from || !URL.canParse(url)) continue;
      const { origin, host } = new URL(url);
      const name = SECRETS.find((one) => responseValue(from, one));
      if (!name || origin === new URL(referrer).origin || told.has(host)) continue;
      told.add(host);
      yield { facts: [host, name] };
    }
  },
};
