import * as z from 'zod/mini';

/** Which of a flow's messages a fault is made in; `return` is the redirect, where we are to refuse. */
export type Strikes = 'authorize' | 'return' | 'exchange' | 'refresh';

/** A parameter by its RFC name, whatever the bank calls it; `bank` is the bank that is asked. */
export type FaultyParameter =
  | 'client_id'
  | 'client_secret'
  | 'redirect_uri'
  | 'code_verifier'
  | 'scope'
  | 'response_type'
  | 'state'
  | 'bank';

/**
 * What becomes of its value: left out, another one, one with a slash more; of a scope: sent where it has no
 * business, with a value more than was granted, or one that no bank has.
 */
export type FaultyValue = 'none' | 'other' | 'slash' | 'asked' | 'wider' | 'unknown';

/** How a fault is made; all that who sends it has to know. */
export interface Fault {
  strikes: Strikes;
  /** absent: nothing but the time */
  change?: readonly [FaultyParameter, FaultyValue];
  /** a code or refresh token that was used up before is sent again, on purpose */
  again?: true;
}

/** What a bank should refuse, in the order in which it is listed. */
export const FAULTS = {
  code_reused: { strikes: 'exchange', again: true },
  code_late: { strikes: 'exchange' },
  wrong_verifier: { strikes: 'exchange', change: ['code_verifier', 'other'] },
  verifier_missing: { strikes: 'exchange', change: ['code_verifier', 'none'] },
  redirect_uri_slash: { strikes: 'exchange', change: ['redirect_uri', 'slash'] },
  other_client: { strikes: 'exchange', change: ['client_id', 'other'] },
  wrong_secret: { strikes: 'exchange', change: ['client_secret', 'other'] },
  scope_on_exchange: { strikes: 'exchange', change: ['scope', 'asked'] },
  scope_widened: { strikes: 'refresh', change: ['scope', 'wider'] },
  refresh_reused: { strikes: 'refresh', again: true },
  other_banks_code: { strikes: 'exchange', change: ['bank', 'other'] },
  wrong_state: { strikes: 'return', change: ['state', 'other'] },
  unknown_scope: { strikes: 'authorize', change: ['scope', 'unknown'] },
  response_type_missing: { strikes: 'authorize', change: ['response_type', 'none'] },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultId = keyof typeof FAULTS;
export const FAULT_IDS = Object.keys(FAULTS) as [FaultId, ...FaultId[]];
export const faultIdSchema = z.enum(FAULT_IDS);

export function faultOf(id: FaultId): Fault {
  return FAULTS[id];
}

/** How a flow says that it belongs to a bench. */
export const benchMarkSchema = z.strictObject({
  id: z.string(),
  /** the good flow that the bench was made from */
  of: z.string(),
  /** all rows of the bench */
  chosen: z.array(faultIdSchema),
  /** those that this flow is for */
  rows: z.array(faultIdSchema),
});
export type BenchMark = z.infer<typeof benchMarkSchema>;
