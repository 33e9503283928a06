import type { MessageKey, Messages } from '../messages.ts';
import { type ErrorCode, isKnownError } from './error-codes.ts';
import type { Finding } from './finding.ts';

/** Error codes with a sentence of their own, which several may share. */
const SENTENCES: Readonly<Record<ErrorCode, MessageKey>> = {
  invalid_request: 'error_invalid_request',
  invalid_client: 'error_invalid_client',
  invalid_grant: 'error_invalid_grant',
  unauthorized_client: 'error_unauthorized_client',
  unsupported_grant_type: 'error_unsupported_grant_type',
  unsupported_response_type: 'error_unsupported_response_type',
  invalid_scope: 'error_invalid_scope',
  access_denied: 'error_access_denied',
  server_error: 'error_server_error',
  temporarily_unavailable: 'error_server_error',
  login_required: 'error_login_required',
  consent_required: 'error_login_required',
  interaction_required: 'error_login_required',
  account_selection_required: 'error_login_required',
  invalid_request_uri: 'error_invalid_request_object',
  invalid_request_object: 'error_invalid_request_object',
  request_not_supported: 'error_invalid_request_object',
  request_uri_not_supported: 'error_invalid_request_object',
  use_dpop_nonce: 'error_use_dpop_nonce',
  invalid_dpop_proof: 'error_invalid_dpop_proof',
  unsupported_token_type: 'error_unsupported_token_type',
};

/** Rules whose first fact is an error code; its sentence becomes the fact behind the last one. */
const RULES_WITH_CODE = ['AP16', 'TE01'];

/** Rules whose second fact may be empty, and what stands in its place then. */
const WITHOUT_SENTENCE: Readonly<Record<string, MessageKey>> = {
  PX01: 'explanation_no_fix',
  PS08: 'scope_lost_at_refresh',
  AP22: 'jarm_unchecked',
};

/** A finding's facts with what the reader's language adds to them: what an error code means. */
export function factsInWords({ id, facts }: Finding, messages: Messages): string[] {
  const substitute = WITHOUT_SENTENCE[id];
  if (substitute && facts[1] === '') return facts.with(1, messages(substitute));
  if (!RULES_WITH_CODE.includes(id)) return facts;
  const code = facts[0] ?? '';
  return [...facts, messages(isKnownError(code) ? SENTENCES[code] : 'error_unknown')];
}
