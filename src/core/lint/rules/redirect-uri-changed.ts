import type { ExpectedRequest } from '../expected-request.ts';
import { firstDifference } from '../first-difference.ts';
import { givenValue } from '../given-parameter.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

export const redirectUriChanged: Rule<TokenRequestSubject & ExpectedRequest> = {
  id: 'TQ07',
  slug: 'redirect-uri-changed',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.1.3',
  *check({ request, purpose, authorizationRequest, taken = ['redirect_uri'] }) {
    if (purpose !== 'exchange' || !authorizationRequest) return;
    const sent = givenValue(request.parameters, 'redirect_uri') ?? '';
    if (sent === '' && !taken.includes('redirect_uri')) return;
    const before = authorizationRequest.redirectUri;
    if (sent !== before) yield { facts: [sent, before, firstDifference(sent, before)] };
  },
};
