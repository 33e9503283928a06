import type { BankProfile } from './bank-profile.ts';
import { hostTemplates } from './host-choices.ts';
import { templatePattern } from './template-pattern.ts';

/** The hosts of live environments, as templates; those that a sandbox has too tell nothing. */
export function liveHostsOf(profiles: readonly BankProfile[]): string[] {
  const hosts = (live: boolean) =>
    profiles.flatMap((profile) =>
      Object.values(profile.environments)
        .filter(({ kind }) => (kind === 'live') === live)
        .flatMap(({ endpoints }) => Object.values(endpoints))
        .flatMap((template = '') => hostTemplates(template, profile).map(({ host }) => host)),
    );
  const others = new Set(hosts(false));
  return [...new Set(hosts(true))].filter(
    (host) => !others.has(host) && /[a-z]/i.test(host.replace(/\{\w+\}/g, '')),
  );
}

/** What a proposed environment says of itself where one of its addresses is known to be live. */
export function liveMark(addresses: readonly string[], liveHosts: readonly string[]): object {
  const isLive = addresses.some((address) =>
    liveHosts.some(
      (host) =>
        URL.canParse(address) &&
        templatePattern(host.toLowerCase(), '[^/?#]+').test(new URL(address).host),
    ),
  );
  return isLive ? { label: 'Live', kind: 'live' } : {};
}
