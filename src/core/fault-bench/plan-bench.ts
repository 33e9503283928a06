import type { FlowState } from '../flow/flow-state.ts';
import { isStepwise, plannedSteps } from '../flow/flow-steps.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import type { Milliseconds } from '../time.ts';
import { FAULT_IDS, type FaultId } from './fault.ts';
import { FAULT_ROWS, type LoginNeed } from './fault-rows.ts';
import { environmentKind } from './faulty-request.ts';

/** One flow of a bench: the rows that it serves, in the order in which they strike. */
export interface PlannedLogin {
  rows: FaultId[];
  /** `opening`: nobody has to log in, what the bank answers first is enough */
  kind: 'login' | 'opening';
  /** the code is exchanged as it should be before the rows strike */
  good: boolean;
}

/** Milliseconds between two token requests of a bench, so that no sandbox is pestered. */
const PAUSE_MS = { practice: 0, sandbox: 1000, live: Number.POSITIVE_INFINITY } as const;
/** RFC 6749 recommends that a code lives no longer. */
const CODE_SECONDS = 600;
const CLOCKS_APART_SECONDS = 5;

/** Why there is no bench for a plan at all. */
export type BenchObstacle = 'live' | 'watched' | 'no_redirect' | 'stepwise' | 'sent_elsewhere';

/** `undefined` when a bench can be made from a flow. */
export function benchObstacle({ started }: Pick<FlowState, 'started'>): BenchObstacle | undefined {
  const { plan, watched } = started;
  if (environmentKind(plan) === 'live') return 'live';
  if (watched) return 'watched';
  if (plan.draft.grant !== 'authorization_code') return 'no_redirect';
  const token = plannedSteps(plan).findLast(({ template }) => template.role === 'token');
  if (token?.template.transport !== 'worker') return 'sent_elsewhere';
  return isStepwise(plan) ? 'stepwise' : undefined;
}

export function pauseOf(plan: FlowPlan): Milliseconds {
  return PAUSE_MS[environmentKind(plan)];
}

/** How long a code is left lying until it must be dead, in milliseconds. */
export function lateAfterMs({ profile }: FlowPlan): Milliseconds {
  return (
    ((profile.lifetimes.authorizationCode?.seconds ?? CODE_SECONDS) + CLOCKS_APART_SECONDS) * 1000
  );
}

/**
 * The flows that some rows take, as few as can be without one row using up what another needs. What has to
 * wait for its code to die comes first.
 */
export function planBench(chosen: readonly FaultId[]): PlannedLogin[] {
  const of = (need: LoginNeed) =>
    FAULT_IDS.filter((id) => chosen.includes(id) && FAULT_ROWS[id].login === need);
  const shared = of('shared').toSorted(
    (one, other) => Number(one === 'code_reused') - Number(other === 'code_reused'),
  );
  const own = of('own').toSorted(
    (one, other) => Number(other === 'code_late') - Number(one === 'code_late'),
  );
  const [late, ...others] = own.map((id) => ({ rows: [id], kind: 'login' as const, good: false }));
  const main = shared.length > 0 ? [{ rows: shared, kind: 'login' as const, good: true }] : [];
  const openings = of('opening').map((id) => ({
    rows: [id],
    kind: 'opening' as const,
    good: false,
  }));
  const logins: PlannedLogin[] = [...(late ? [late] : []), ...main, ...others, ...openings];
  const any = of('any');
  const [first] = logins;
  if (any.length === 0) return logins;
  if (!first) return [{ rows: any, kind: 'opening', good: false }];
  return [{ ...first, rows: [...any, ...first.rows] }, ...logins.slice(1)];
}

/** What a bench will cost: pages to open, logins among them, token requests, and milliseconds without the person's part. */
export function benchCost(chosen: readonly FaultId[], plan: FlowPlan) {
  const planned = planBench(chosen);
  const requests = planned.reduce((sum, { rows, good }) => {
    const sent = rows.filter((id) => ['exchange', 'refresh'].includes(FAULT_ROWS[id].strikes));
    return sum + sent.length + Number(good) + Number(rows.includes('refresh_reused'));
  }, 0);
  return {
    openings: planned.length,
    logins: planned.filter(({ kind }) => kind === 'login').length,
    requests,
    ms: requests * pauseOf(plan) + (chosen.includes('code_late') ? lateAfterMs(plan) : 0),
  };
}
