import { parseAuthorizationResponse } from '../../oauth/authorization-response.ts';
import { bankWords } from '../bank-words.ts';
import type { LandingSubject } from '../lint-landing.ts';
import type { Rule } from '../rule.ts';

function absolute(address: string, base: string): URL | undefined {
  return address !== '' && URL.canParse(address, base) ? new URL(address, base) : undefined;
}

/** By its status or by script, to another origin that a parameter of its own query names. */
export const openRedirector: Rule<LandingSubject> = {
  id: 'AP21',
  slug: 'open-redirector',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 9700 §4.11.1',
  *check({ requests }) {
    const [landing, ...later] = requests;
    if (!landing || !URL.canParse(landing.url)) return;
    const went = [landing.location ?? '', ...later.map(({ url }) => url)].map((address) =>
      absolute(address, landing.url),
    );
    for (const { name, value } of parseAuthorizationResponse(landing.url)?.query ?? []) {
      if (!/^(https?:)?\/\//i.test(value)) continue;
      const target = absolute(value, landing.url);
      if (!target || target.origin === new URL(landing.url).origin) continue;
      const followed = went.some(
        (one) => one?.origin === target.origin && one.pathname.startsWith(target.pathname),
      );
      if (followed) yield { facts: [bankWords(name), target.host] };
    }
  },
};
