import { accountListAnswer } from '../consents/account-list.ts';
import { type ConsentStore, unknownConsent } from '../consents/consent-store.ts';
import { tppMessage } from '../consents/tpp-message.ts';
import type { AccessTokenStanding } from '../grants/token-store.ts';
import { type Answer, methodNotAllowed } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import type { AuthorizationRequest } from '../oauth-server/authorization-request.ts';

/**
 * Answers `GET /v1/accounts`: the token first, then the consent, which must be the token's own.
 *
 * @see NextGenPSD2 Implementation Guidelines 1.3 §6.5.1
 */
export function answerAccountsRequest(
  request: PracticeRequest,
  token: AccessTokenStanding<AuthorizationRequest>,
  consents: ConsentStore<undefined>,
): Answer {
  if (request.method !== 'GET') return methodNotAllowed('GET');
  switch (token.kind) {
    case 'unknown':
      return tppMessage('TOKEN_UNKNOWN', 'The token is missing or unknown');
    case 'cancelled':
      return tppMessage('TOKEN_INVALID', 'The token was cancelled');
    case 'expired':
      return tppMessage('TOKEN_EXPIRED', 'The token has expired');
    case 'live': {
      const consent = consents.findValid(request);
      if (!consent.ok) return consent.error;
      const isItsOwn = token.grant.scope === `AIS:${consent.value.consentId}`;
      return isItsOwn ? accountListAnswer('DE') : unknownConsent();
    }
  }
}
