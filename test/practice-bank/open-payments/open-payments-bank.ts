import type { BankState } from '../bank-state.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import type { SigningKey } from '../signing-key.ts';
import { answerBankListRequest } from './bank-list.ts';
import { answerTokenRequest, type RememberedToken } from './token-endpoint.ts';

/**
 * The Open-Payments-like platform, with its authorization server and its API on one host.
 *
 * @param issuer the platform's origin
 * @param signingKey kept by the caller, so that the published key outlives a reset
 */
export function createOpenPaymentsBank(
  issuer: string,
  state: BankState,
  signingKey: () => Promise<SigningKey>,
) {
  const tokens = new Map<string, RememberedToken>();

  /** Answers one request to the platform. */
  return async (request: PracticeRequest): Promise<Answer> => {
    switch (request.path) {
      case '/connect/token':
        return answerTokenRequest(request, { issuer, state, signingKey, tokens });
      case '/.well-known/openid-configuration':
        return jsonAnswer(200, discovery(issuer));
      case '/.well-known/openid-configuration/jwks': {
        const { publicJwk, x5t } = await signingKey();
        return jsonAnswer(200, { keys: [{ ...publicJwk, x5t }] });
      }
      case '/psd2/aspspinformation/v1/aspsps':
        return answerBankListRequest(request, tokens, state.nowMs());
      default:
        return jsonAnswer(404, { error: 'not_found' });
    }
  };
}

/** @see RFC 8414 §2 */
function discovery(issuer: string) {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/openid-configuration/jwks`,
    token_endpoint: `${issuer}/connect/token`,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    scopes_supported: [
      'aspspinformation',
      'accountinformation',
      'paymentinitiation',
      'bankgiroinformation',
      'private',
      'corporate',
    ],
    response_types_supported: [],
  };
}
