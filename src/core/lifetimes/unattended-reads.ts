import type { FlowState } from '../flow/flow-state.ts';
import { headerOf } from '../oauth/http-message.ts';
import type { EpochMilliseconds } from '../time.ts';
import { LAWFUL_READS } from './lawful-reads.ts';

const DAY_MS = 86_400_000;

/**
 * Reads of a flow's accounts in the last 24 hours that were sent without the customer: no `PSU-IP-Address` says
 * that they are there. `undefined` where nothing is read on a customer's behalf.
 *
 * @see Regulation (EU) 2018/389 Art. 36(5)(b)
 */
export function unattendedReads(
  { started: { plan }, calls }: FlowState,
  nowMs: EpochMilliseconds,
): { reads: number; allowed: number } | undefined {
  const { service, unattendedReads: allowed = LAWFUL_READS } = plan.profile;
  if (service !== 'aisp' || plan.draft.grant !== 'authorization_code') return undefined;
  const reads = calls.filter(
    ({ purpose, request, sentAtMs = 0 }) =>
      purpose === 'api' &&
      request.method === 'GET' &&
      sentAtMs > nowMs - DAY_MS &&
      headerOf(request, 'psu-ip-address') === undefined,
  );
  return { reads: reads.length, allowed };
}
