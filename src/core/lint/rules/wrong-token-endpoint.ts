import { ENDPOINT_NAMES } from '../../banks/endpoint-names.ts';
import { hostOf, valuesInUse } from '../bank-use.ts';
import { domainOf } from '../domain.ts';
import { type ExpectedRequest, isHandedOut } from '../expected-request.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

/** An address that an answer brought, or a person typed, must belong to the bank that gave the code. */
export const wrongTokenEndpoint: Rule<TokenRequestSubject & ExpectedRequest> = {
  id: 'TQ11',
  slug: 'wrong-token-endpoint',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9700 §4.4',
  *check({ request, plan: { profile, draft }, template, openedUrl = '' }) {
    if (!isHandedOut(template, profile)) return;
    const values = valuesInUse({ profile, ...draft }) ?? {};
    const known = [openedUrl, ...ENDPOINT_NAMES.map((name) => values[name] ?? '')].flatMap(
      (address) => hostOf(address) ?? [],
    );
    const host = hostOf(request.url);
    if (host === undefined || known.length === 0) return;
    const isRelated = known.some((one) => domainOf(nameOf(one)) === domainOf(nameOf(host)));
    if (!isRelated) yield { facts: [host, [...new Set(known)].join(', ')] };
  },
};

function nameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}
