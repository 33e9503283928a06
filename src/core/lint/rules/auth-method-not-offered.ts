import { takesMethod } from '../../banks/grant.ts';
import type { ProfileFacts } from '../lint-profile.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

export const authMethodNotOffered: Rule<ProfileFacts> = {
  id: 'PR06',
  slug: 'auth-method-not-offered',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 8414 §2',
  *check({ profile, clientAuthentication }) {
    const offered = profile.clientAuthentication;
    if (!clientAuthentication || takesMethod(profile, clientAuthentication)) return;
    const source = profileSource(profile, 'clientAuthentication');
    yield { facts: [clientAuthentication, offered.join(', ')], source };
  },
};
