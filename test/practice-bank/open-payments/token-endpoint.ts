import { SignJWT } from 'jose';
import type { BankState } from '../bank-state.ts';
import { openPaymentsClient } from '../clients.ts';
import { type Answer, jsonAnswer, methodNotAllowed } from '../http/answer.ts';
import { type PracticeRequest, repeatedNames } from '../http/practice-request.ts';
import type { SigningKey } from '../signing-key.ts';

const apiScopes = ['aspspinformation', 'accountinformation', 'paymentinitiation'];
const contextScopes = ['private', 'corporate'];
const additionalScope = 'bankgiroinformation';

/** An access token as the platform remembers it. */
export interface RememberedToken {
  scopes: string[];
  expiresAtMs: number;
}

/** Where tokens come from and where they are remembered. */
export interface TokenIssue {
  issuer: string;
  state: BankState;
  signingKey: () => Promise<SigningKey>;
  tokens: Map<string, RememberedToken>;
}

/**
 * Answers `POST /connect/token`: client_credentials with the secret in the body. Errors carry no
 * description, as is usual with this kind of server.
 *
 * @see RFC 6749 §2.3.1, §4.4.2 and §5.2
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
  if (grantType !== 'client_credentials') return refuse('unsupported_grant_type');
  const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (!areAllowed(scopes)) return refuse('invalid_scope');

  const expires_in = issue.state.lifetimes.accessTokenSeconds;
  const access_token = await signToken(scopes, expires_in, issue);
  issue.tokens.set(access_token, { scopes, expiresAtMs: issue.state.nowMs() + expires_in * 1000 });
  return jsonAnswer(
    200,
    { access_token, expires_in, token_type: 'Bearer', scope: scopes.join(' ') },
    { 'cache-control': 'no-store', pragma: 'no-cache' },
  );
}

/** At least one API scope, exactly one context, each once, and the extra only beside its API. */
function areAllowed(scopes: string[]): boolean {
  const known = [...apiScopes, ...contextScopes, additionalScope];
  return (
    scopes.every((scope, index) => known.includes(scope) && scopes.indexOf(scope) === index) &&
    scopes.some((scope) => apiScopes.includes(scope)) &&
    scopes.filter((scope) => contextScopes.includes(scope)).length === 1 &&
    (!scopes.includes(additionalScope) || scopes.includes('accountinformation'))
  );
}

async function signToken(scopes: string[], lifetime: number, issue: TokenIssue): Promise<string> {
  const { privateKey, kid, x5t } = await issue.signingKey();
  const nbf = issue.state.nowSeconds();
  return new SignJWT({
    nbf,
    exp: nbf + lifetime,
    iss: issue.issuer,
    // The audience names the bank list whatever the scope: so do the real tokens.
    aud: [`${issue.issuer}/resources`, 'aspspinformation'],
    client_id: openPaymentsClient.client_id,
    scope: scopes,
  })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT', x5t })
    .sign(privateKey);
}

function refuse(error: string): Answer {
  return jsonAnswer(400, { error }, { 'cache-control': 'no-store', pragma: 'no-cache' });
}
