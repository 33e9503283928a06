import type { FlowPlan } from '../oauth/request-draft.ts';
import { FAULTS, type Fault, type FaultId } from './fault.ts';
import { authorizeNames } from './faulty-authorization.ts';
import { otherBank } from './faulty-request.ts';

/** What must be so for a row to mean anything at a bank. */
export type Condition =
  | 'pkce'
  | 'client_secret'
  | 'other_bank'
  | 'refresh'
  | 'rotation'
  | 'scope_forbidden'
  | 'scope_asked'
  | 'response_type';

/** A plan, and whether its client has a secret. */
export interface BenchSubject {
  plan: FlowPlan;
  hasSecret: boolean;
}

/**
 * Where a row gets its code: `own` a login of its own, since a refused try may use the code up; `shared` the
 * login whose good exchange and refreshes come before; `any` an opened flow; `opening` no login, but the
 * bank's first answer.
 */
export type LoginNeed = 'own' | 'shared' | 'any' | 'opening';

/** One row of the bench. */
export interface FaultRow extends Fault {
  login: LoginNeed;
  when: readonly Condition[];
  /** what a bank may rightly answer; absent statuses: in a redirect */
  expected: { statuses?: readonly number[]; errors: readonly string[] };
  /** the sections that say so */
  clause: string;
}

const GRANT = { statuses: [400], errors: ['invalid_grant'] };

/** The bench, as data. The order within a login is that of `FAULT_IDS`, but for a reused code, which comes last. */
export const FAULT_ROWS: Readonly<Record<FaultId, FaultRow>> = {
  code_reused: {
    ...FAULTS.code_reused,
    login: 'shared',
    when: [],
    expected: GRANT,
    clause: 'RFC 6749 §4.1.2, §10.5',
  },
  code_late: {
    ...FAULTS.code_late,
    login: 'own',
    when: [],
    expected: GRANT,
    clause: 'RFC 6749 §4.1.2, §5.2',
  },
  wrong_verifier: {
    ...FAULTS.wrong_verifier,
    login: 'own',
    when: ['pkce'],
    expected: GRANT,
    clause: 'RFC 7636 §4.6',
  },
  verifier_missing: {
    ...FAULTS.verifier_missing,
    login: 'own',
    when: ['pkce'],
    expected: { statuses: [400], errors: ['invalid_grant', 'invalid_request'] },
    clause: 'RFC 7636 §4.5, §4.6',
  },
  redirect_uri_slash: {
    ...FAULTS.redirect_uri_slash,
    login: 'own',
    when: [],
    expected: GRANT,
    clause: 'RFC 6749 §4.1.3, §5.2',
  },
  other_client: {
    ...FAULTS.other_client,
    login: 'own',
    when: [],
    expected: {
      statuses: [400, 401],
      errors: ['invalid_grant', 'invalid_client', 'unauthorized_client'],
    },
    clause: 'RFC 6749 §4.1.3, §5.2',
  },
  wrong_secret: {
    ...FAULTS.wrong_secret,
    login: 'own',
    when: ['client_secret'],
    expected: { statuses: [400, 401], errors: ['invalid_client'] },
    clause: 'RFC 6749 §3.2.1, §5.2',
  },
  scope_on_exchange: {
    ...FAULTS.scope_on_exchange,
    login: 'own',
    when: ['scope_forbidden'],
    expected: { statuses: [400], errors: ['invalid_request', 'invalid_scope'] },
    clause: 'STET PSD2 API Part I §3.4; RFC 6749 §4.1.3',
  },
  scope_widened: {
    ...FAULTS.scope_widened,
    login: 'shared',
    when: ['refresh'],
    expected: { statuses: [400], errors: ['invalid_scope'] },
    clause: 'RFC 6749 §6',
  },
  refresh_reused: {
    ...FAULTS.refresh_reused,
    login: 'shared',
    when: ['refresh', 'rotation'],
    expected: GRANT,
    clause: 'RFC 6749 §6, §10.4; RFC 9700 §4.14.2',
  },
  other_banks_code: {
    ...FAULTS.other_banks_code,
    login: 'own',
    when: ['other_bank'],
    expected: GRANT,
    clause: 'RFC 6749 §4.1.3, §5.2',
  },
  wrong_state: {
    ...FAULTS.wrong_state,
    login: 'any',
    when: [],
    expected: { errors: [] },
    clause: 'RFC 6749 §10.12; RFC 9700 §4.7',
  },
  unknown_scope: {
    ...FAULTS.unknown_scope,
    login: 'opening',
    when: ['scope_asked'],
    expected: { errors: ['invalid_scope'] },
    clause: 'RFC 6749 §3.3, §4.1.2.1',
  },
  response_type_missing: {
    ...FAULTS.response_type_missing,
    login: 'opening',
    when: ['response_type'],
    expected: { errors: ['invalid_request', 'unsupported_response_type'] },
    clause: 'RFC 6749 §3.1.1, §4.1.2.1',
  },
};

const HOLDS: Readonly<Record<Condition, (subject: BenchSubject) => boolean>> = {
  pkce: ({ plan: { draft } }) => draft.pkce && draft.edits.code_challenge !== null,
  client_secret: ({ plan: { draft }, hasSecret }) =>
    hasSecret && draft.clientAuthentication.startsWith('client_secret'),
  other_bank: ({ plan }) => otherBank(plan) !== undefined,
  refresh: ({ plan: { profile } }) =>
    profile.requests[profile.refresh ?? '']?.transport === 'worker' &&
    profile.refreshToken?.behaviour !== 'none',
  rotation: ({ plan: { profile } }) => profile.refreshToken?.behaviour !== 'stable',
  scope_forbidden: ({ plan: { profile } }) => profile.scope.onCodeExchange === 'forbidden',
  scope_asked: ({ plan }) => plan.draft.scope !== '' && authorizeNames(plan).scope !== undefined,
  response_type: ({ plan }) => authorizeNames(plan).response_type !== undefined,
};

/** The condition that a row lacks at a bank; `undefined` when it can be run. */
export function missingCondition(id: FaultId, subject: BenchSubject): Condition | undefined {
  return FAULT_ROWS[id].when.find((condition) => !HOLDS[condition](subject));
}
