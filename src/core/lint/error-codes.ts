/** Error codes that a standard defines. */
export const ERROR_CODES = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
  'invalid_scope',
  'access_denied',
  'server_error',
  'temporarily_unavailable',
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
  'invalid_request_uri',
  'invalid_request_object',
  'request_not_supported',
  'request_uri_not_supported',
  'use_dpop_nonce',
  'invalid_dpop_proof',
  'unsupported_token_type',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * True for an error code that a standard defines.
 *
 * @see RFC 6749 §4.1.2.1, §5.2, OpenID Connect Core §3.1.2.6, RFC 9449 §5, §8, RFC 7009 §2.2.1
 */
export function isKnownError(code: string): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code);
}
