import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';
import { clientAuthenticationIn } from './two-auth-methods.ts';

/** Not raised where the profile knows no other way than `none`: there is nothing to choose. */
export const ccPublicClient: Rule<TokenRequestSubject> = {
  id: 'TQ15',
  slug: 'cc-public-client',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.4',
  *check({ request, plan: { profile, draft }, purpose }) {
    if (purpose !== 'client_credentials' || draft.clientAuthentication === 'tls_client_auth')
      return;
    const methods = profile.clientAuthentication.filter((method) => method !== 'none');
    if (methods.length > 0 && clientAuthenticationIn(request).length === 0) {
      yield { facts: [methods.join(', ')] };
    }
  },
};
