import type { ClientAuthentication } from '../../banks/grant.ts';
import type { ProfileFacts } from '../lint-profile.ts';
import type { Rule } from '../rule.ts';

const SECRETS: readonly ClientAuthentication[] = [
  'client_secret_post',
  'client_secret_basic',
  'client_secret_basic_raw',
  'client_secret_jwt',
];
const KEYS: readonly ClientAuthentication[] = [
  'tls_client_auth',
  'self_signed_tls_client_auth',
  'private_key_jwt',
];

export const sharedSecretAuth: Rule<ProfileFacts> = {
  id: 'PR07',
  slug: 'shared-secret-auth',
  severity: 'info',
  actor: 'you',
  source: 'RFC 9700 §2.5',
  *check({ profile, clientAuthentication }) {
    if (!clientAuthentication || !SECRETS.includes(clientAuthentication)) return;
    const better = profile.clientAuthentication.filter((method) => KEYS.includes(method));
    if (better.length > 0) yield { facts: [clientAuthentication, better.join(', ')] };
  },
};
