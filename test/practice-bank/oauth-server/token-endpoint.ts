import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../../src/core/result.ts';
import type { CodeProblem } from '../grants/code-store.ts';
import type { GrantStore } from '../grants/grant-store.ts';
import type { IssuedTokens, RefreshTokenProblem } from '../grants/token-store.ts';
import { type Answer, jsonAnswer, methodNotAllowed, notCached } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { OAuthRules, TokenMember, TokenParameter } from './oauth-rules.ts';
import type { OAuthServerSetup } from './oauth-server.ts';
import { readTokenParameters, type TokenParameters } from './token-parameters.ts';

type GrantProblem =
  | CodeProblem
  | 'code_for_another_redirect_uri'
  | 'code_for_another_verifier'
  | 'scope_not_granted'
  | RefreshTokenProblem;

type Tokens = IssuedTokens<AuthorizationRequest>;

interface Refusal {
  error: string;
  error_description: string;
}

const grantProblems: Readonly<Record<GrantProblem, string>> = {
  code_unknown: 'The authorization code is not known.',
  code_for_another_redirect_uri: 'The redirect URI differs from that of the authorization request.',
  code_for_another_verifier: 'code_verifier does not belong to the code_challenge.',
  scope_not_granted: 'The scope goes beyond what was granted.',
  code_used: 'The authorization code was used before; its tokens are cancelled.',
  code_expired: 'The authorization code has expired.',
  refresh_token_unknown: 'The refresh token is not known.',
  refresh_token_cancelled: 'The refresh token was replaced or cancelled.',
  refresh_token_expired: 'The refresh token has expired.',
};

/**
 * Answers a token request: a code exchange or a refresh, with client authentication in the same
 * place as the other parameters.
 *
 * @see RFC 6749 §2.3.1, §4.1.3, §5 and §6
 */
export function answerTokenRequest(
  request: PracticeRequest,
  { rules, state }: Pick<OAuthServerSetup, 'rules' | 'state'>,
  grants: GrantStore<AuthorizationRequest>,
): Answer {
  const isSloppy = state.settings.sloppy;
  if (request.method !== 'POST') return methodNotAllowed('POST');
  const parameters = readTokenParameters(request, rules.tokenRequest);
  if (!parameters.ok) return refuse(400, invalidRequest(parameters.error));
  const sent = parameters.value;
  const { client_id, client_secret } = rules.client;
  const isRightSecret = client_secret === undefined || sent('client_secret') === client_secret;
  if (!isSloppy && (sent('client_id') !== client_id || !isRightSecret)) {
    const error_description = 'The client is not known, or its secret is missing or wrong.';
    return refuse(401, { error: 'invalid_client', error_description });
  }
  const granted = grant(sent, rules, grants, isSloppy);
  if (!granted.ok) return refuse(400, granted.error);
  return jsonAnswer(200, buildTokenResponse(granted.value, rules), notCached);
}

function grant(
  sent: TokenParameters,
  rules: OAuthRules,
  grants: GrantStore<AuthorizationRequest>,
  isSloppy: boolean,
): Result<Tokens, Refusal> {
  const missing = (parameter: TokenParameter) =>
    err(invalidRequest(`${rules.tokenRequest.names[parameter]} is missing.`));
  const grantType = sent('grant_type');
  if (grantType === undefined) return missing('grant_type');
  if (grantType === 'refresh_token') {
    const refreshToken = sent('refresh_token');
    if (refreshToken === undefined) return missing('refresh_token');
    const scope = sent('scope');
    const refreshed = grants.tokens.refresh(refreshToken, (granted) =>
      scope === undefined || isWithin(scope, granted.scope) ? undefined : 'scope_not_granted',
    );
    if (!refreshed.ok || scope === undefined) return explain(refreshed);
    const { value } = refreshed;
    return ok({ ...value, grant: { ...value.grant, scope } });
  }
  if (grantType !== 'authorization_code') {
    const error_description = `${grantType} is not served.`;
    return err({ error: 'unsupported_grant_type', error_description });
  }
  const code = sent('code');
  const redirectUri = sent('redirect_uri');
  const verifier = sent('code_verifier');
  if (code === undefined) return missing('code');
  if (redirectUri === undefined) return missing('redirect_uri');
  if (rules.pkce === 'required' && verifier === undefined && !isSloppy)
    return missing('code_verifier');
  return explain(
    grants.redeemCode(code, (request): GrantProblem | undefined => {
      if (request.redirectUri !== redirectUri) return 'code_for_another_redirect_uri';
      const { codeChallenge } = request;
      const isProven = codeChallenge === undefined || challengeOf(verifier) === codeChallenge;
      return isProven ? undefined : 'code_for_another_verifier';
    }),
  );
}

/** Whether every value of a scope is in another, by blanks or commas. @see RFC 6749 §6 */
function isWithin(scope: string, granted: string): boolean {
  const known = granted.split(/[ ,]/);
  return scope.split(/[ ,]/).every((value) => known.includes(value));
}

/** @see RFC 7636 §4.6 */
function challengeOf(verifier = ''): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function buildTokenResponse(tokens: Tokens, { tokenResponse: names }: OAuthRules): object {
  const members: Record<string, string | number> = {
    access_token: tokens.accessToken,
    token_type: 'Bearer',
    expires_in: tokens.expiresIn,
    refresh_token: tokens.refreshToken,
    scope: tokens.grant.scope,
    refresh_expires_in: tokens.refreshExpiresIn,
  } satisfies Record<TokenMember, string | number>;
  return Object.fromEntries(Object.entries(names).map(([member, name]) => [name, members[member]]));
}

function explain(result: Result<Tokens, GrantProblem>): Result<Tokens, Refusal> {
  if (result.ok) return ok(result.value);
  const error = result.error === 'scope_not_granted' ? 'invalid_scope' : 'invalid_grant';
  return err({ error, error_description: grantProblems[result.error] });
}

function invalidRequest(error_description: string): Refusal {
  return { error: 'invalid_request', error_description };
}

function refuse(status: number, refusal: Refusal): Answer {
  return jsonAnswer(status, refusal, notCached);
}
