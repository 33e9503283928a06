import { type BankTexts, bankText } from '../banks/bank-text.ts';
import type { MessageKey, Messages } from '../messages.ts';
import { BODY_KINDS } from './body-kind.ts';
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

/** Rules with a fact that may be empty: its place from 0, and what stands there then. */
const WITHOUT_SENTENCE: Readonly<Record<string, readonly [at: number, key: MessageKey]>> = {
  PX01: [1, 'explanation_no_fix'],
  PS08: [1, 'scope_lost_at_refresh'],
  TE04: [2, 'retry_unreadable'],
  TE06: [0, 'dpop_nonce_none'],
  RS08: [1, 'revocation_gone'],
};

/** What stands in the second fact of AP22 where it is not the bank's own. */
const SIGNED_ANSWERS: Readonly<Record<string, MessageKey>> = {
  '': 'jarm_unchecked',
  plain: 'jarm_plain',
  jwe: 'jarm_encrypted',
  opaque: 'jarm_unreadable',
  jwt: 'jarm_unreadable',
  malformed: 'jarm_unreadable',
  bad: 'jarm_bad',
  no_key: 'jarm_no_key',
  no_keys: 'jarm_no_keys',
  crit: 'jarm_crit',
  engine: 'jarm_engine',
};

/** Rules with facts that are texts of a bank profile, and the places of these from 0. */
const FROM_PROFILES: Readonly<Record<string, readonly number[]>> = {
  PX01: [0, 1],
  PS08: [1],
  PR09: [1],
};

/** Rules whose last fact is the kind of a body. */
const RULES_WITH_BODY = ['TR03', 'TE02'];

/**
 * A finding's facts in the reader's language: what an error code means is added to them, and what
 * profiles say is looked up in `texts`.
 */
export function factsInWords(
  { id, facts: recorded }: Finding,
  messages: Messages,
  texts: BankTexts = {},
): string[] {
  const facts = recorded.map((fact, at) =>
    FROM_PROFILES[id]?.includes(at) ? bankText(texts, fact) : fact,
  );
  const [at = 0, key] = WITHOUT_SENTENCE[id] ?? [];
  if (key && facts[at] === '') return facts.with(at, messages(key));
  const answer = /^(signature|JWT)$/.test(facts[0] ?? '') && SIGNED_ANSWERS[facts[1] ?? ''];
  if (id === 'AP22' && answer) return facts.with(1, messages(answer));
  const kind = BODY_KINDS.find((one) => one === facts.at(-1));
  if (kind && RULES_WITH_BODY.includes(id)) return facts.with(-1, messages(`body_${kind}`));
  if (!RULES_WITH_CODE.includes(id)) return facts;
  const code = facts[0] ?? '';
  return [...facts, messages(isKnownError(code) ? SENTENCES[code] : 'error_unknown')];
}
