import type { ResponseMode } from '../authorization/authorization-response.ts';

/** Parameters of a token request, by their RFC names. @see RFC 6749 §4.1.3 and §6, RFC 7636 §4.5 */
export type TokenParameter =
  | 'grant_type'
  | 'client_id'
  | 'client_secret'
  | 'code'
  | 'redirect_uri'
  | 'code_verifier'
  | 'refresh_token'
  | 'scope';

/** Members of a token response, by their RFC names; the last one by the name it has at some banks. */
export type TokenMember =
  | 'access_token'
  | 'token_type'
  | 'expires_in'
  | 'refresh_token'
  | 'scope'
  | 'refresh_expires_in';

/** Where the parameters of a token request stand; in any other place they are refused. */
export type ParameterPlace = 'form' | 'query' | 'json';

/** How one authorization server speaks, as data. Each value is the name that goes over the wire. */
export interface OAuthRules {
  /** A client without a secret is believed. */
  client: { client_id: string; client_secret?: string };
  authorizationRequest: {
    client_id: string;
    redirect_uri: string;
    /** Where errors go. */
    error_redirect_uri: string;
    /** `undefined`: there is no such parameter. */
    response_type: string | undefined;
  };
  authorizationResponse: {
    mode: ResponseMode;
    code: string;
    error: string;
    error_description: string;
  };
  /** With S256; `supported`: a request without is taken, and its code is bound to no verifier. */
  pkce: 'required' | 'supported' | 'ignored';
  tokenRequest: { place: ParameterPlace; names: Readonly<Record<TokenParameter, string>> };
  /** A member without a name is not sent. */
  tokenResponse: Readonly<Partial<Record<TokenMember, string>>>;
}

/** RFC 6749 to the letter, for a client that some bank knows. */
export const standardRules: Omit<OAuthRules, 'client'> = {
  authorizationRequest: {
    client_id: 'client_id',
    redirect_uri: 'redirect_uri',
    error_redirect_uri: 'redirect_uri',
    response_type: 'response_type',
  },
  authorizationResponse: {
    mode: 'query',
    code: 'code',
    error: 'error',
    error_description: 'error_description',
  },
  pkce: 'supported',
  tokenRequest: {
    place: 'form',
    names: {
      grant_type: 'grant_type',
      client_id: 'client_id',
      client_secret: 'client_secret',
      code: 'code',
      redirect_uri: 'redirect_uri',
      code_verifier: 'code_verifier',
      refresh_token: 'refresh_token',
      scope: 'scope',
    },
  },
  tokenResponse: {
    access_token: 'access_token',
    token_type: 'token_type',
    expires_in: 'expires_in',
    refresh_token: 'refresh_token',
    scope: 'scope',
  },
};
