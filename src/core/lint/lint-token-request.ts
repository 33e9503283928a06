import type { HttpRequest } from '../oauth/http-message.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import type { Finding } from './finding.ts';
import { givenValue } from './given-parameter.ts';
import { applyRules, type Rule } from './rule.ts';
import { ccPublicClient } from './rules/cc-public-client.ts';
import { clientIdFormat } from './rules/client-id-format.ts';
import { codeAgeing } from './rules/code-ageing.ts';
import { endpointNotHttps } from './rules/endpoint-not-https.ts';
import { notForm } from './rules/not-form.ts';
import { notPost } from './rules/not-post.ts';
import { opScopeContext } from './rules/op-scope-context.ts';
import { qwacMissing } from './rules/qwac-missing.ts';
import { redirectUriChanged } from './rules/redirect-uri-changed.ts';
import { scopeGrammar } from './rules/scope-grammar.ts';
import { scopeNotInProfile } from './rules/scope-not-in-profile.ts';
import { scopeOnCodeExchange } from './rules/scope-on-code-exchange.ts';
import { secretInQuery } from './rules/secret-in-query.ts';
import { type GrantSubject, stetGrantForScope } from './rules/stet-grant-for-scope.ts';
import { stetParamSpelling } from './rules/stet-param-spelling.ts';
import { stetScopeOnCode } from './rules/stet-scope-on-code.ts';
import { tokenRequestParameterRepeated } from './rules/token-request-parameter-repeated.ts';
import { twoAuthMethods } from './rules/two-auth-methods.ts';
import { verifierMissingOrWrong } from './rules/verifier-missing-or-wrong.ts';
import { verifierUnasked } from './rules/verifier-unasked.ts';

/** A token request, with the plan it comes from and the authorization request it follows. */
export interface TokenRequestSubject {
  request: HttpRequest;
  plan: FlowPlan;
  purpose: 'exchange' | 'client_credentials' | 'refresh';
  authorizationRequest?: {
    redirectUri: string;
    /** as it went out */
    codeChallenge: string | undefined;
    /** S256 of the verifier that is about to be sent */
    challengeOfVerifier?: string | undefined;
  };
  /** milliseconds since the code arrived */
  codeAgeMs?: number;
}

const rules: readonly Rule<TokenRequestSubject>[] = [
  endpointNotHttps,
  notPost,
  notForm,
  tokenRequestParameterRepeated,
  secretInQuery,
  twoAuthMethods,
  redirectUriChanged,
  verifierMissingOrWrong,
  verifierUnasked,
  ccPublicClient,
  scopeOnCodeExchange,
  stetScopeOnCode,
  stetParamSpelling,
  qwacMissing,
  codeAgeing,
];

/** Rules that the authorization request has too. */
const scopeRules: readonly Rule<GrantSubject>[] = [
  scopeGrammar,
  scopeNotInProfile,
  stetGrantForScope,
  opScopeContext,
];

/** Every finding on a token request before it is sent. @see RFC 6749 §4.1.3, §4.4.2, §6 */
export function lintTokenRequest(subject: TokenRequestSubject): Finding[] {
  const { request, plan, purpose } = subject;
  const grant = purpose === 'client_credentials' ? purpose : 'authorization_code';
  const asClient = { request, profile: plan.profile, grant } as const;
  const asksScope = grant === 'client_credentials' || givenValue(request.parameters, 'scope');
  return [
    ...applyRules(rules, subject),
    ...applyRules([clientIdFormat], asClient),
    ...(asksScope ? applyRules(scopeRules, asClient) : []),
  ];
}
