import { serveAuthorizationEndpoint } from '../authorization/authorization-endpoint.ts';
import { buildAuthorizationResponse } from '../authorization/authorization-response.ts';
import { englishPages } from '../authorization/english-pages.ts';
import type { BankState } from '../bank-state.ts';
import { registeredRedirectUris } from '../clients.ts';
import { GrantStore } from '../grants/grant-store.ts';
import type { AccessTokenStanding } from '../grants/token-store.ts';
import type { Answer } from '../http/answer.ts';
import type { SiteDesign } from '../http/page.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import {
  type AuthorizationRequest,
  buildRefusal,
  judgeAuthorizationRequest,
} from './authorization-request.ts';
import type { OAuthRules } from './oauth-rules.ts';
import { answerTokenRequest } from './token-endpoint.ts';

/** One authorization server: how it speaks, how it looks, and what its scopes mean. */
export interface OAuthServerSetup {
  state: BankState;
  /** Where the practice bank listens. */
  port: number;
  rules: OAuthRules;
  design: SiteDesign;
  /** Says in words why a scope is refused; `undefined` when it is not. */
  findScopeProblem(scope: string): string | undefined;
  /** What the consent page lists. */
  describeScope(scope: string): readonly string[];
  /** Told of every decision of a user. */
  onDecision?(scope: string, decision: 'approved' | 'refused'): void;
}

/** A running authorization server. */
export interface OAuthServer {
  /** Answers `/authorize`, the pages below it and `/token`; `undefined` for another path. */
  answer(request: PracticeRequest): Answer | undefined;
  findStanding(accessToken: string | undefined): AccessTokenStanding<AuthorizationRequest>;
}

/** An authorization server with the authorization code grant and refresh. @see RFC 6749 §4.1 and §6 */
export function createOAuthServer(setup: OAuthServerSetup): OAuthServer {
  const { state, port, rules, design, findScopeProblem, describeScope, onDecision } = setup;
  const grants = new GrantStore<AuthorizationRequest>(state);
  const check = { rules, redirectUris: registeredRedirectUris(port), findScopeProblem };
  const { mode, code } = rules.authorizationResponse;

  const answerAuthorization = serveAuthorizationEndpoint(state, {
    path: '/authorize',
    judge: (query) =>
      judgeAuthorizationRequest(query, { ...check, isSloppy: state.settings.sloppy }),
    pages: englishPages(design, ({ scope }: AuthorizationRequest) => ({
      clientId: rules.client.client_id,
      asked: describeScope(scope),
    })),
    decide(request, decision) {
      onDecision?.(request.scope, decision);
      if (decision === 'refused') {
        return buildRefusal(request, 'access_denied', 'The user refused the access.', rules);
      }
      const parameters = { [code]: grants.codes.issue(request), state: request.state };
      return buildAuthorizationResponse(request.redirectUri, parameters, mode);
    },
  });

  return {
    answer: (request) =>
      request.path === '/token'
        ? answerTokenRequest(request, setup, grants)
        : answerAuthorization(request),
    findStanding: (accessToken) => grants.tokens.findStanding(accessToken),
  };
}
