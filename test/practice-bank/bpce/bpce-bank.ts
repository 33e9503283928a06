import { randomUUID } from 'node:crypto';
import { serveAuthorizationEndpoint } from '../authorization/authorization-endpoint.ts';
import { buildAuthorizationResponse } from '../authorization/authorization-response.ts';
import type { BankState } from '../bank-state.ts';
import { bpceBanks, registeredRedirectUris } from '../clients.ts';
import { type Answer, htmlAnswer } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import { type AuthorizationRequest, judgeAuthorizationRequest } from './authorization-request.ts';
import { BpceGrants } from './bpce-grants.ts';
import * as pages from './pages.ts';
import { answerResourceRequest } from './resources.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import { answerTokenStatus } from './token-status.ts';

const authorizePath = '/stet/psd2/oauth/authorize';
const tokenPath = '/stet/psd2/oauth/token';

/**
 * The BPCE-like banks: one per bank code, all grants in one store, so that a code carried to another
 * bank code is recognised. Login pages live below the authorization endpoint's path.
 *
 * @param port where the practice bank listens
 */
export function createBpceBank(state: BankState, port: number) {
  const grants = new BpceGrants(state);
  const redirectUris = registeredRedirectUris(port);

  const authorizationEndpoints = new Map(
    [...bpceBanks.keys()].map((bankCode) => [bankCode, openAuthorizationEndpoint(bankCode)]),
  );

  function openAuthorizationEndpoint(bankCode: string) {
    return serveAuthorizationEndpoint(state, {
      path: authorizePath,
      judge: (query) => judgeAuthorizationRequest(query, redirectUris, state.settings.sloppy),
      pages: pages.authorizationPages(bankCode),
      decide: (request: AuthorizationRequest, decision) =>
        buildAuthorizationResponse(request.redirectUri, {
          ...(decision === 'approved'
            ? { code: grants.issueCode(bankCode, request) }
            : { error: 'access_denied', error_description: 'The user refused the access.' }),
          state: request.state,
        }),
    });
  }

  /** Answers one request to the bank with this 5-digit code. */
  return (request: PracticeRequest, bankCode: string): Answer => {
    const answer = route(request, bankCode);
    return { ...answer, headers: { ...answer.headers, 'x-correlationid': randomUUID() } };
  };

  function route(request: PracticeRequest, bankCode: string): Answer {
    const answerAuthorization = authorizationEndpoints.get(bankCode);
    if (answerAuthorization === undefined) return htmlAnswer(404, pages.unservedBankPage(bankCode));
    if (request.path === tokenPath)
      return answerTokenRequest(request, bankCode, grants, state.settings);
    return (
      answerTokenStatus(request, bankCode, grants) ??
      answerAuthorization(request) ??
      answerResourceRequest(request, bankCode, grants, {
        nowMs: state.nowMs(),
        demandSignature: state.settings.demandSignature,
      }) ??
      htmlAnswer(404, pages.unknownPathPage(bankCode, request.path))
    );
  }
}
