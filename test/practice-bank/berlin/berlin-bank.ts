import type { BankState } from '../bank-state.ts';
import { berlinClient } from '../clients.ts';
import { ConsentStore } from '../consents/consent-store.ts';
import { tppMessage } from '../consents/tpp-message.ts';
import { type Answer, jsonAnswer, methodNotAllowed } from '../http/answer.ts';
import { bearerToken, headerValue, type PracticeRequest } from '../http/practice-request.ts';
import { type OAuthRules, standardRules } from '../oauth-server/oauth-rules.ts';
import { createOAuthServer } from '../oauth-server/oauth-server.ts';
import { answerAccountsRequest } from './accounts.ts';
import { answerConsentRequest, answerConsentStatusRequest, metadataPath } from './consents.ts';

const rules: OAuthRules = { ...standardRules, client: berlinClient, pkce: 'required' };

/**
 * The Berlin Group bank: a consent first, then OAuth with the consent's id as the scope.
 *
 * @param issuer the bank's origin
 * @param port where the practice bank listens
 */
export function createBerlinBank(issuer: string, state: BankState, port: number) {
  const consents = new ConsentStore<undefined>(state);

  const server = createOAuthServer({
    state,
    port,
    rules,
    design: { name: 'Berlin Group practice bank', language: 'en', accent: '#8a3b00' },
    describeScope: () => ['Your accounts and their balances', 'Your transactions'],
    findScopeProblem(scope) {
      const consent = consents.find(consentIdOf(scope));
      if (consent === undefined)
        return 'Ask for AIS:<consentId> with the id of a consent made here.';
      const status = consents.status(consent);
      const isOpen = status === 'received' || status === 'valid';
      return isOpen ? undefined : `The consent is ${status}: create a new one.`;
    },
    onDecision(scope, decision) {
      const consent = consents.find(consentIdOf(scope));
      if (consent === undefined) return;
      if (decision === 'approved') consents.approve(consent);
      else consents.reject(consent);
    },
  });

  /** Answers one request to the bank. */
  return (request: PracticeRequest): Answer => {
    if (request.path.startsWith('/v1/')) return answerApiRequest(request);
    if (request.path !== metadataPath) {
      return server.answer(request) ?? jsonAnswer(404, { error: 'not_found' });
    }
    return request.method === 'GET' ? jsonAnswer(200, metadata(issuer)) : methodNotAllowed('GET');
  };

  function answerApiRequest(request: PracticeRequest): Answer {
    const requestId = headerValue(request.headers, 'x-request-id');
    if (requestId === undefined) {
      return tppMessage('FORMAT_ERROR', 'The header X-Request-ID is missing');
    }
    const answer = routeApiRequest(request);
    return { ...answer, headers: { ...answer.headers, 'x-request-id': requestId } };
  }

  function routeApiRequest(request: PracticeRequest): Answer {
    if (request.path === '/v1/consents') {
      return answerConsentRequest(request, issuer, consents, state.nowMs());
    }
    const consentId = /^\/v1\/consents\/([^/]+)\/status$/.exec(request.path)?.[1];
    if (consentId !== undefined) return answerConsentStatusRequest(request, consentId, consents);
    if (request.path === '/v1/accounts') {
      const token = server.findStanding(bearerToken(request.headers));
      return answerAccountsRequest(request, token, consents);
    }
    return tppMessage('RESOURCE_UNKNOWN', 'There is nothing at this path');
  }
}

/** The consent id in a scope, or an empty text. */
function consentIdOf(scope: string): string {
  return /^AIS:(\S+)$/.exec(scope)?.[1] ?? '';
}

/** @see RFC 8414 §2 */
function metadata(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['tls_client_auth'],
  };
}
