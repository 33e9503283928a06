import type { ExpectedRequest } from '../expected-request.ts';
import { givenValue } from '../given-parameter.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

/** Not raised where the bank's own request has none. */
export const mtlsClientId: Rule<TokenRequestSubject & ExpectedRequest> = {
  id: 'TQ14',
  slug: 'mtls-client-id',
  severity: 'error',
  actor: 'you',
  source: 'RFC 8705 §2, §5',
  *check({ request, plan, taken = ['client_id'] }) {
    if (!plan.draft.clientAuthentication.endsWith('tls_client_auth')) return;
    const missing = givenValue(request.parameters, 'client_id') === undefined;
    if (missing && taken.includes('client_id')) yield {};
  },
};
