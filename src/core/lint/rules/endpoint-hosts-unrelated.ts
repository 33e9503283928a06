import { choicesForHost } from '../../banks/host-choices.ts';
import { domainOf } from '../domain.ts';
import type { ProfileFacts } from '../lint-profile.ts';
import type { Rule } from '../rule.ts';

/** Silent where a metadata document, or a profile that ships with the tool, lists both hosts. */
export const endpointHostsUnrelated: Rule<ProfileFacts> = {
  id: 'PR03',
  slug: 'endpoint-hosts-unrelated',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 9700 §4.4; RFC 8414 §3.3',
  *check({ endpoints, others = [] }) {
    const { authorizationEndpoint = '', tokenEndpoint = '', metadata } = endpoints;
    const hosts = [authorizationEndpoint, tokenEndpoint].flatMap((address) =>
      URL.canParse(address) ? [new URL(address)] : [],
    );
    const [one, other] = hosts;
    if (metadata !== undefined || !one || !other) return;
    if (domainOf(one.hostname) === domainOf(other.hostname)) return;
    const isListed = others.some((profile) =>
      Object.values(profile.environments).some((environment) =>
        hosts.every(({ host }) => choicesForHost(host, profile, environment)),
      ),
    );
    if (!isListed) yield { facts: [one.host, other.host] };
  },
};
