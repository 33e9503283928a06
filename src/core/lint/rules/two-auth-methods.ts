import { headerOf } from '../../oauth/http-message.ts';
import { givenValue } from '../given-parameter.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

export const twoAuthMethods: Rule<TokenRequestSubject> = {
  id: 'TQ05',
  slug: 'two-auth-methods',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §2.3',
  *check({ request, plan }) {
    const methods = clientAuthenticationIn(request);
    const { clientAuthentication } = plan.draft;
    if (clientAuthentication.endsWith('tls_client_auth')) methods.push(clientAuthentication);
    if (methods.length > 1) yield { facts: [methods.length, methods.join(', ')] };
  },
};

/** The ways in which a request authenticates its client, by the places where they show. */
export function clientAuthenticationIn(request: TokenRequestSubject['request']): string[] {
  const methods: string[] = [];
  if (headerOf(request, 'authorization')) methods.push('Authorization');
  for (const name of ['client_secret', 'client_assertion']) {
    if (givenValue(request.parameters, name) !== undefined) methods.push(name);
  }
  return methods;
}
