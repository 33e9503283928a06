import { openPaymentsClient } from '../clients.ts';
import type { CodeStore } from '../grants/code-store.ts';
import { type Answer, jsonAnswer, methodNotAllowed, notCached } from '../http/answer.ts';
import { headerValue, type PracticeRequest, repeatedNames } from '../http/practice-request.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { PlatformConsents } from './platform-consent.ts';
import { apiScopes, contextScopes, type RememberedToken } from './remembered-token.ts';

const additionalScope = 'bankgiroinformation';

/** What the token endpoint works with. */
export interface TokenIssue {
  codes: CodeStore<AuthorizationRequest>;
  consents: PlatformConsents;
  /** Makes and remembers a token; gives the token response. */
  issueToken(grant: RememberedToken['grant'], scopes: readonly string[]): Promise<object>;
}

/**
 * Answers `POST /connect/token`: client_credentials, or the exchange of a code, with the secret in
 * the body. Errors carry no description, as is usual with this kind of server.
 *
 * @see RFC 6749 §2.3.1, §4.1.3, §4.4.2 and §5.2
 */
export async function answerTokenRequest(
  request: PracticeRequest,
  issue: TokenIssue,
): Promise<Answer> {
  if (request.method !== 'POST') return methodNotAllowed('POST');
  const { form } = request;
  if (repeatedNames(form).length > 0) return refuse('invalid_request');
  const isKnown =
    form.get('client_id') === openPaymentsClient.client_id &&
    form.get('client_secret') === openPaymentsClient.client_secret;
  if (!isKnown) return refuse('invalid_client');
  const grantType = form.get('grant_type');
  if (!grantType) return refuse('invalid_request');
  if (grantType === 'authorization_code') return exchangeCode(request, issue);
  if (grantType !== 'client_credentials') return refuse('unsupported_grant_type');
  const scopes = scopesOf(form);
  if (!areAllowed(scopes)) return refuse('invalid_scope');
  return jsonAnswer(200, await issue.issueToken('client_credentials', scopes), notCached);
}

/**
 * Exchanges a code and thereby activates the consent, which the headers must name. There is no
 * refresh token.
 */
async function exchangeCode(
  { form, headers }: PracticeRequest,
  { codes, consents, issueToken }: TokenIssue,
): Promise<Answer> {
  const code = form.get('code');
  const redirectUri = form.get('redirect_uri');
  const scopes = scopesOf(form);
  const consentId = headerValue(headers, 'x-consentid');
  const authorisationId = headerValue(headers, 'x-consentauthorisationid');
  if (!code || !redirectUri || scopes.length === 0) return refuse('invalid_request');
  if (consentId === undefined || authorisationId === undefined) return refuse('invalid_request');
  const redeemed = codes.redeem(code, (request) => {
    const isItsOwn =
      request.redirectUri === redirectUri &&
      request.consent.consentId === consentId &&
      request.authorisation.authorisationId === authorisationId;
    if (!isItsOwn) return 'invalid_grant';
    const granted = request.scope.split(' ');
    return scopes.every((scope) => granted.includes(scope)) ? undefined : 'invalid_scope';
  });
  if (!redeemed.ok) {
    return refuse(redeemed.error === 'invalid_scope' ? 'invalid_scope' : 'invalid_grant');
  }
  const { consent, authorisation, scope } = redeemed.value;
  consents.approve(consent);
  authorisation.scaStatus = 'finalised';
  return jsonAnswer(200, await issueToken('authorization_code', scope.split(' ')), notCached);
}

function scopesOf(form: URLSearchParams): string[] {
  return (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
}

/** At least one API scope, exactly one context, each once, and the extra only beside its API. */
function areAllowed(scopes: string[]): boolean {
  const known: string[] = [...apiScopes, ...contextScopes, additionalScope];
  const count = (group: readonly string[]) => scopes.filter((one) => group.includes(one)).length;
  return (
    scopes.every((scope, index) => known.includes(scope) && scopes.indexOf(scope) === index) &&
    count(apiScopes) > 0 &&
    count(contextScopes) === 1 &&
    (!scopes.includes(additionalScope) || scopes.includes('accountinformation'))
  );
}

function refuse(error: string): Answer {
  return jsonAnswer(400, { error }, notCached);
}
