import type { ProfileFacts } from '../lint-profile.ts';
import type { Rule } from '../rule.ts';

/** Profiles of one group have one server, so only other groups count as other banks. */
export const noMixUpDefence: Rule<ProfileFacts> = {
  id: 'PR05',
  slug: 'no-mix-up-defence',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 9700 §2.1, §4.4.2; RFC 9207',
  *check({ profile, endpoints, client, others = [] }) {
    if (endpoints.issuer) return;
    const group = (id: string) => others.find((other) => other.id === id)?.group;
    const sharing = (client?.usedForBanks ?? []).filter(
      (id) => id !== profile.id && group(id) !== profile.group,
    );
    if (sharing.length > 0) yield { facts: [profile.id, sharing.join(', ')] };
  },
};
