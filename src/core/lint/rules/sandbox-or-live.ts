import type { BankProfile, Environment } from '../../banks/bank-profile.ts';
import { choicesForHost } from '../../banks/host-choices.ts';
import { templateValues } from '../../banks/request-values.ts';
import { hostOf } from '../bank-use.ts';
import type { ProfileFacts } from '../lint-profile.ts';
import type { Rule } from '../rule.ts';

/**
 * Addresses on a host that is known for the other kind of environment. A host that the profiles of the
 * tool know for this kind too is fine. Within one profile a bank may have both kinds on one host, under
 * two paths: that counts only where the whole address is the same, or hosts of both kinds are mixed.
 */
export const sandboxOrLive: Rule<ProfileFacts> = {
  id: 'PR09',
  slug: 'sandbox-or-live',
  severity: 'error',
  actor: 'you',
  source: 'The environments of the bank profiles',
  *check({ profile, environment, variables, endpoints, request, others = [] }) {
    const own = profile.environments[environment];
    const { authorizationEndpoint, tokenEndpoint, apiBase } = endpoints;
    const addresses = [authorizationEndpoint, tokenEndpoint, apiBase, request?.url].flatMap(
      (address) => address ?? [],
    );
    const isLive = own?.kind === 'live';
    /** whether a profile has an address's host in an environment that is live, or is not */
    const has = (one: BankProfile, address: string, live: boolean, but?: Environment) =>
      Object.values(one.environments).some(
        (other) =>
          other !== but &&
          (other.kind === 'live') === live &&
          choicesForHost(hostOf(address) ?? '', one, other),
      );
    const twins = Object.entries(profile.environments).flatMap(([key, { kind }]) =>
      (kind === 'live') === isLive
        ? []
        : Object.values(templateValues(profile, key, variables) ?? {}),
    );
    const ours = addresses.filter(
      (address) => has(profile, address, !isLive) && !has(profile, address, isLive, own),
    );
    const isMixed = ours.length < addresses.length;
    const found = addresses.filter((address) => {
      if (others.some((one) => has(one, address, isLive))) return false;
      if (others.some((one) => has(one, address, !isLive))) return true;
      return ours.includes(address) && (isMixed || twins.includes(address));
    });
    for (const host of new Set(found.map(hostOf))) {
      yield { facts: [host ?? '', own?.label ?? '', own?.kind ?? ''] };
    }
  },
};
