import { type ExpectedRequest, namesTaken, standardParameters } from './expected-request.ts';
import type { Finding } from './finding.ts';
import type { TokenRequestSubject } from './lint-token-request.ts';
import { applyRules, type Rule } from './rule.ts';
import { ccPublicClient } from './rules/cc-public-client.ts';
import { codeAgeing } from './rules/code-ageing.ts';
import { endpointNotHttps } from './rules/endpoint-not-https.ts';
import { notForm } from './rules/not-form.ts';
import { notPost } from './rules/not-post.ts';
import { opLifetime } from './rules/op-lifetime.ts';
import { opTokenStillGood } from './rules/op-token-still-good.ts';
import { qwacMissing } from './rules/qwac-missing.ts';
import { redirectUriChanged } from './rules/redirect-uri-changed.ts';
import { retiredGrant } from './rules/retired-grant.ts';
import { scopeOnCodeExchange } from './rules/scope-on-code-exchange.ts';
import { secretInQuery } from './rules/secret-in-query.ts';
import { stetParamSpelling } from './rules/stet-param-spelling.ts';
import { stetScopeOnCode } from './rules/stet-scope-on-code.ts';
import { tokenRequestParameterRepeated } from './rules/token-request-parameter-repeated.ts';
import { twoAuthMethods } from './rules/two-auth-methods.ts';
import { verifierMissingOrWrong } from './rules/verifier-missing-or-wrong.ts';
import { verifierUnasked } from './rules/verifier-unasked.ts';
import { wrongTokenEndpoint } from './rules/wrong-token-endpoint.ts';
import { tokenTemplate } from './token-template.ts';

/** Rules that look at parameters as they are written and called on the wire. */
const wireRules: readonly Rule<TokenRequestSubject>[] = [
  notPost,
  notForm,
  tokenRequestParameterRepeated,
  secretInQuery,
  stetParamSpelling,
];

/** Rules that know parameters by their standard names, whatever the bank calls them. */
const rules: readonly Rule<TokenRequestSubject & ExpectedRequest>[] = [
  twoAuthMethods,
  redirectUriChanged,
  verifierMissingOrWrong,
  verifierUnasked,
  wrongTokenEndpoint,
  ccPublicClient,
  scopeOnCodeExchange,
  stetScopeOnCode,
  qwacMissing,
  codeAgeing,
  opTokenStillGood,
  opLifetime,
];

/**
 * What is wrong with a token request as such. Its scope and its client are judged before a flow starts, so
 * that whoever sends has no need of those rules.
 *
 * @see RFC 6749 §4.1.3, §4.4.2, §6
 */
export function lintSentRequest(subject: TokenRequestSubject): Finding[] {
  const { request, plan } = subject;
  const template = tokenTemplate(subject);
  const standard = { ...request, parameters: standardParameters(request.parameters, template) };
  const taken = namesTaken(template, plan.profile);
  return [
    ...applyRules([endpointNotHttps], { addresses: [request.url] }),
    ...applyRules([retiredGrant], { sent: request.parameters }),
    ...applyRules(wireRules, subject),
    ...applyRules(rules, { ...subject, request: standard, template, taken }),
  ];
}
