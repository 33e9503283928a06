import type { BankState } from '../bank-state.ts';
import { registeredRedirectUris } from '../clients.ts';
import { accountListAnswer } from '../consents/account-list.ts';
import { ConsentStore } from '../consents/consent-store.ts';
import { CodeStore } from '../grants/code-store.ts';
import { type Answer, jsonAnswer, methodNotAllowed } from '../http/answer.ts';
import { headerValue, type PracticeRequest } from '../http/practice-request.ts';
import type { SigningKey } from '../signing-key.ts';
import { serveConnectAuthorize } from './authorization-endpoint.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { answerBankListRequest } from './bank-list.ts';
import { answerConsentsRequest } from './consents.ts';
import { discovery } from './discovery.ts';
import { consentsPath, type PlatformConsents } from './platform-consent.ts';
import type { RememberedToken } from './remembered-token.ts';
import { type RequestSubject, readRequestSubject, refuseOtherSubject } from './request-subject.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import { issueToken } from './token-issuer.ts';

const accountsPath = '/psd2/accountinformation/v1/accounts';

/** What an Open-Payments-like platform is made from. */
export interface OpenPaymentsSetup {
  /** The platform's origin. */
  issuer: string;
  /** Where the practice bank listens. */
  port: number;
  state: BankState;
  /** Kept by the caller, so that the published key outlives a reset. */
  signingKey: () => Promise<SigningKey>;
}

/** The Open-Payments-like platform, with its authorization server and its API on one host. */
export function createOpenPaymentsBank({ issuer, port, state, signingKey }: OpenPaymentsSetup) {
  const tokens = new Map<string, RememberedToken>();
  const consents: PlatformConsents = new ConsentStore(state);
  const codes = new CodeStore<AuthorizationRequest>(state);
  const redirectUris = registeredRedirectUris(port);
  const answerAuthorization = serveConnectAuthorize(state, { redirectUris, consents, codes });
  const tokenIssuer = { issuer, state, signingKey, tokens };

  /** Answers one request to the platform. */
  return async (request: PracticeRequest): Promise<Answer> => {
    switch (request.path) {
      case '/connect/token':
        return answerTokenRequest(request, {
          codes,
          consents,
          issueToken: (grant, scopes) => issueToken(tokenIssuer, grant, scopes),
        });
      case '/.well-known/openid-configuration':
        return jsonAnswer(200, discovery(issuer));
      case '/.well-known/openid-configuration/jwks': {
        const { publicJwk, x5t } = await signingKey();
        return jsonAnswer(200, { keys: [{ ...publicJwk, x5t }] });
      }
      case '/psd2/aspspinformation/v1/aspsps':
        return answerBankListRequest(request, tokens, state.nowMs());
      default:
        return (
          answerAuthorization(request) ??
          answerAccountInformationRequest(request) ??
          jsonAnswer(404, { error: 'not_found' })
        );
    }
  };

  function answerAccountInformationRequest(request: PracticeRequest): Answer | undefined {
    const isAboutConsents = `${request.path}/`.startsWith(`${consentsPath}/`);
    if (!isAboutConsents && request.path !== accountsPath) return undefined;
    const nowMs = state.nowMs();
    const subject = readRequestSubject(request, tokens, nowMs);
    if (!subject.ok) return subject.error;
    const answer = isAboutConsents
      ? answerConsentsRequest(request, subject.value, { issuer, consents, nowMs })
      : answerAccountsRequest(request, subject.value);
    const requestId = headerValue(request.headers, 'x-request-id') ?? '';
    return { ...answer, headers: { ...answer.headers, 'x-request-id': requestId } };
  }

  function answerAccountsRequest(request: PracticeRequest, subject: RequestSubject): Answer {
    if (request.method !== 'GET') return methodNotAllowed('GET');
    const consent = consents.findValid(request);
    if (!consent.ok) return consent.error;
    return refuseOtherSubject(subject, consent.value.details.subject) ?? accountListAnswer('SE');
  }
}
