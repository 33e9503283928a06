import { type CallState, callUnderWay, currentToken, type FlowState } from '../flow/flow-state.ts';
import { mayHaveSpent } from '../flow/spent-secrets.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import type { FaultId } from './fault.ts';
import type { PlannedLogin } from './plan-bench.ts';

/** A bench as its flows tell it; before the first of them, as the person chose it. */
export interface Bench {
  id: string;
  /** the good flow that it is made from */
  of: string;
  chosen: readonly FaultId[];
  /** of the good flow */
  plan: FlowPlan;
  hasSecret: boolean;
  /** those of this bench, in any order */
  flows: readonly FlowState[];
}

/** A bench that has not begun. */
export function draftBench(good: FlowState, id: string, chosen: readonly FaultId[]): Bench {
  return {
    id,
    of: good.flowId,
    chosen,
    plan: good.started.plan,
    hasSecret: good.started.secrets.some(({ kind }) => kind === 'client_secret'),
    flows: [],
  };
}

/** The flow that serves a planned login: the latest that is not lost. */
export function flowFor({ flows }: Bench, { rows, kind }: PlannedLogin): FlowState | undefined {
  return flows
    .filter(({ started: { bench } }) => bench?.rows.join() === rows.join())
    .toSorted((one, other) => one.startedAtMs - other.startedAtMs)
    .findLast((flow) => !(kind === 'login' ? hasNoCode(flow) : hasNoWord(flow)));
}

/** A login that the person, the bank or we have ended before anything could be tried with it. */
function hasNoCode(flow: FlowState): boolean {
  const ended = ['draft', 'abandoned', 'released', 'refused_by_bank', 'refused_by_us', 'failed'];
  const isTried = flow.calls.some(({ purpose }) => purpose !== 'push');
  return !isTried && ended.includes(flow.phase) && !callUnderWay(flow);
}

function hasNoWord(flow: FlowState): boolean {
  const { phase, saw } = flow;
  if (refusedPush(flow)) return false;
  const ended = phase === 'draft' || phase === 'failed';
  return (ended && !callUnderWay(flow)) || (phase === 'abandoned' && !saw);
}

/** Whether a bank's first answer to a request is known: to its push, a redirect, an error page, or what the person saw. */
export function isAnswered(flow: FlowState): boolean {
  const { redirect, saw, lastPage } = flow;
  const isSeen = redirect !== undefined || saw !== undefined || (lastPage?.status ?? 0) >= 400;
  return isSeen || refusedPush(flow) !== undefined;
}

/** The last push of a request that was never opened, where the bank gave no `request_uri` for it. */
export function refusedPush({ calls, opened }: FlowState): CallState | undefined {
  const last = calls.findLast(({ purpose }) => purpose === 'push');
  const isRefused = last?.answer && last.outcome !== 'pushed' && last.outcome !== 'nonce_wanted';
  return isRefused && !opened ? last : undefined;
}

/** The good exchange of a flow, if it reached the bank. */
export function goodExchange({ calls }: FlowState) {
  return calls.find((call) => call.purpose === 'exchange' && !call.fault && mayHaveSpent(call));
}

/** The good refresh of a flow, if it reached the bank. */
export function goodRefresh({ calls }: FlowState) {
  return calls.find((call) => call.purpose === 'refresh' && !call.fault && mayHaveSpent(call));
}

/** The call of a flow in which a fault was made, if it may have reached the bank. */
export function faultyCall({ calls }: FlowState, id: FaultId) {
  return calls.find((call) => call.fault === id && mayHaveSpent(call));
}

/** What a flow has to renew with: nothing, a token that is in use, or beside it one that was replaced. */
export function refreshTokens(flow: FlowState): 'none' | 'in_use' | 'replaced' {
  const own = flow.tokens.filter(({ kind }) => kind === 'refresh_token');
  if (own.some(({ replaced }) => replaced)) return 'replaced';
  return currentToken(flow, 'refresh_token') ? 'in_use' : 'none';
}
