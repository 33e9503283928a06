import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';
import { clientAuthenticationIn } from './two-auth-methods.ts';

/** Methods that show in the usual places; the others are in the connection, or where the bank wants them. */
const SHOWN = [
  'none',
  'client_secret_post',
  'client_secret_basic',
  'client_secret_basic_raw',
  'private_key_jwt',
  'client_secret_jwt',
];

/** Not raised where the profile knows no other way than `none`: there is nothing to choose. */
export const ccPublicClient: Rule<TokenRequestSubject> = {
  id: 'TQ15',
  slug: 'cc-public-client',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.4',
  *check({ request, plan: { profile, draft }, purpose }) {
    const shows = SHOWN.includes(draft.clientAuthentication);
    if (purpose !== 'client_credentials' || !shows) return;
    const methods = profile.clientAuthentication.filter((method) => method !== 'none');
    if (methods.length > 0 && clientAuthenticationIn(request).length === 0) {
      yield { facts: [methods.join(', ')] };
    }
  },
};
