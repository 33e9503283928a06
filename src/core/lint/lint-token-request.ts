import type { HttpRequest } from '../oauth/http-message.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import type { EpochMilliseconds, Seconds } from '../time.ts';
import type { ClientInUse } from './bank-use.ts';
import { type ExpectedRequest, namesTaken, standardParameters } from './expected-request.ts';
import type { Finding } from './finding.ts';
import { givenValue } from './given-parameter.ts';
import { lintSentRequest } from './lint-sent-request.ts';
import { applyRules, type Rule } from './rule.ts';
import { assertionAlg } from './rules/assertion-alg.ts';
import { assertionClaims } from './rules/assertion-claims.ts';
import { basicEncoding } from './rules/basic-encoding.ts';
import { clientIdFormat } from './rules/client-id-format.ts';
import { clientIdNotCertificate } from './rules/client-id-not-certificate.ts';
import { codeReused } from './rules/code-reused.ts';
import { dpopProof } from './rules/dpop-proof.ts';
import { mtlsClientId } from './rules/mtls-client-id.ts';
import { opScopeContext } from './rules/op-scope-context.ts';
import { refreshOldToken } from './rules/refresh-old-token.ts';
import { refreshScopeWider } from './rules/refresh-scope-wider.ts';
import { scopeGrammar } from './rules/scope-grammar.ts';
import { scopeNotInProfile } from './rules/scope-not-in-profile.ts';
import { type GrantSubject, stetGrantForScope } from './rules/stet-grant-for-scope.ts';
import { stetHistoryScope } from './rules/stet-history-scope.ts';
import { askedScopes } from './scope-values.ts';
import { tokenTemplate } from './token-template.ts';

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
  /** the authorization URL that was opened; its host is the bank's */
  openedUrl?: string | undefined;
  /** milliseconds since the code arrived */
  codeAgeMs?: number | undefined;
  client?: ClientInUse | undefined;
  /** whether a client certificate goes along, where somebody knows */
  certificate?: 'chosen' | 'missing' | undefined;
  /** access tokens of this client that came before */
  tokens?: readonly ReceivedToken[] | undefined;
  nowMs?: EpochMilliseconds | undefined;
  /** what became of the code or refresh token before */
  spent?: 'sent' | 'replaced' | undefined;
  /** all that was granted before a refresh */
  grantedScope?: string | undefined;
  /** as they are before any encoding; compared, never put into a finding */
  credentials?: { clientId: string; clientSecret: string } | undefined;
  /** the client assertion, or its `jti`, went out before */
  assertionSeenBefore?: boolean | undefined;
  proven?: ProvenBefore | undefined;
}

/** What a DPoP proof must fit, as far as it is known. @see RFC 9449 §4.3 */
export interface ProvenBefore {
  /** the key that tokens are bound to, its public half */
  jwk?: Readonly<Record<string, string>> | undefined;
  /** ids of the proofs before */
  jtis?: readonly string[] | undefined;
  /** what the server gave last */
  nonce?: string | undefined;
  /** hash of the access token beside the proof */
  ath?: string | undefined;
}

/** An access token by what was said of it. */
export interface ReceivedToken {
  scope: string;
  receivedAtMs: EpochMilliseconds;
  expires_in?: Seconds | undefined;
  /** where it is kept, when it is */
  flowId?: string;
  tokenId?: string;
}

/** Rules that the authorization request has too. */
const scopeRules: readonly Rule<GrantSubject>[] = [
  scopeGrammar,
  scopeNotInProfile,
  stetGrantForScope,
  opScopeContext,
];

/** What a sender that builds its own requests, and remembers what it sent, keeps right by itself. */
const foreignRules: readonly Rule<TokenRequestSubject & ExpectedRequest>[] = [
  basicEncoding,
  codeReused,
  assertionClaims,
  assertionAlg,
  mtlsClientId,
  dpopProof,
  refreshScopeWider,
  refreshOldToken,
];

/** Every finding on a token request before it is sent. @see RFC 6749 §4.1.3, §4.4.2, §6 */
export function lintTokenRequest(subject: TokenRequestSubject): Finding[] {
  const { request, plan, purpose, client } = subject;
  const { profile, draft } = plan;
  const grant = purpose === 'client_credentials' ? purpose : 'authorization_code';
  const template = tokenTemplate(subject);
  const parameters = standardParameters(request.parameters, template);
  const standard = { ...request, parameters };
  const { environment, variables } = draft;
  const use = { request: standard, profile, environment, variables, client, grant } as const;
  const asksScope = grant === 'client_credentials' || givenValue(parameters, 'scope');
  return [
    ...lintSentRequest(subject),
    ...applyRules(foreignRules, {
      ...subject,
      request: standard,
      template,
      taken: namesTaken(template, profile),
    }),
    ...applyRules([clientIdFormat, clientIdNotCertificate], use),
    ...(asksScope ? applyRules(scopeRules, use) : []),
    ...applyRules([stetHistoryScope], { profile, asked: askedScopes(use) }),
  ];
}
