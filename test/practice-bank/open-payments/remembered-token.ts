import { err, ok, type Result } from '../../../src/core/result.ts';
import { tppMessage } from '../consents/tpp-message.ts';
import type { Answer } from '../http/answer.ts';
import { bearerToken, type PracticeRequest } from '../http/practice-request.ts';

/** Scopes of which a token carries at least one: each opens an API. */
export const apiScopes = ['aspspinformation', 'accountinformation', 'paymentinitiation'] as const;

/** Scopes of which a token carries exactly one: for whom the API is called. */
export const contextScopes = ['private', 'corporate'] as const;

export type ContextScope = (typeof contextScopes)[number];

/** An access token as the platform remembers it. */
export interface RememberedToken {
  grant: 'client_credentials' | 'authorization_code';
  scopes: readonly string[];
  expiresAtMs: number;
}

/** Tokens by their text. */
export type RememberedTokens = ReadonlyMap<string, RememberedToken>;

/**
 * The client's own token, if it opens an API. Fails with the answer that refuses the request. The
 * token of a code exchange opens nothing: that exchange only activates an authorisation.
 */
export function findToken(
  request: PracticeRequest,
  tokens: RememberedTokens,
  needed: (typeof apiScopes)[number],
  nowMs: number,
): Result<RememberedToken, Answer> {
  const token = tokens.get(bearerToken(request.headers) ?? '');
  if (token === undefined) {
    return err(tppMessage('TOKEN_UNKNOWN', 'The token is missing or unknown'));
  }
  if (token.expiresAtMs <= nowMs) {
    return err(tppMessage('TOKEN_EXPIRED', 'The token has expired'));
  }
  if (token.grant !== 'client_credentials') {
    return err(tppMessage('TOKEN_INVALID', 'A client_credentials token is needed'));
  }
  return token.scopes.includes(needed)
    ? ok(token)
    : err(tppMessage('SERVICE_BLOCKED', `The scope ${needed} is needed`));
}
