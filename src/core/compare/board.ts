import type { FlowEvent } from '../flow/flow-event.ts';
import { type CallState, type FlowState, foldFlow } from '../flow/flow-state.ts';
import { stepsBefore } from '../flow/flow-steps.ts';
import { type FlowSummary, summariseFlow } from '../flow/flow-summary.ts';
import { compareFlows } from './compare-flows.ts';
import type { StepName } from './flow-comparison.ts';

/** The steps of a run, as a board shows them. */
export const BOARD_STEPS = ['steps', 'redirect', 'tokens', 'refresh', 'api'] as const;
export type BoardStep = (typeof BOARD_STEPS)[number];

/** The last result of a step. */
export interface BoardCell {
  result:
    | 'ok'
    | 'refused'
    /** it worked, and the bank did something else than in the run before */
    | 'differs'
    /** the last run did not come so far */
    | 'not_reached'
    /** no run has tried it */
    | 'never';
  /** the run that it is of, and when that was started */
  flowId?: string;
  atMs?: number;
}

/** One bank, service, environment and grant. */
export interface BoardRow
  extends Pick<FlowSummary, 'bank' | 'service' | 'environment' | 'environmentKind' | 'grant'> {
  key: string;
  runs: number;
  cells: Record<BoardStep, BoardCell>;
}

interface Run {
  events: readonly FlowEvent[];
  flow: FlowState;
}

/** What each bank's steps came to when they were last tried, the bank of the latest run first. */
export function boardOf(records: readonly (readonly FlowEvent[])[]): BoardRow[] {
  const runs = records
    .flatMap((events): Run[] => {
      const flow = foldFlow(events);
      // What a bank makes of faults says nothing of how its steps work.
      return flow && !flow.started.bench ? [{ events, flow }] : [];
    })
    .toSorted((a, b) => b.flow.startedAtMs - a.flow.startedAtMs);
  const rows = new Map<string, Run[]>();
  for (const run of runs) {
    const key = rowKey(run.flow);
    rows.set(key, [...(rows.get(key) ?? []), run]);
  }
  return [...rows].flatMap(([key, group]) => {
    const [latest] = group;
    if (!latest) return [];
    const { bank, service, environment, environmentKind, grant } = summariseFlow(latest.flow);
    const cells = Object.fromEntries(
      BOARD_STEPS.map((step) => [step, cellOf(step, group)]),
    ) as BoardRow['cells'];
    return [{ key, bank, service, environment, environmentKind, grant, runs: group.length, cells }];
  });
}

function rowKey(flow: FlowState): string {
  const { bank, service, environment, grant } = summariseFlow(flow);
  return JSON.stringify([bank, flow.started.plan.profile.id, service, environment, grant]);
}

/** @param group runs of one row, newest first */
function cellOf(step: BoardStep, group: readonly Run[]): BoardCell {
  const [latest, ...earlier] = group;
  if (!latest) return { result: 'never' };
  const tried = group.filter(({ flow }) => resultOf(step, flow) !== undefined);
  const last = isPlanned(step, latest.flow) ? latest : tried[0];
  if (!last) return { result: 'never' };
  const { flowId, startedAtMs } = last.flow;
  const cell = { flowId, atMs: startedAtMs };
  const result = resultOf(step, last.flow);
  if (!result) return { ...cell, result: 'not_reached' };
  if (result === 'refused') return { ...cell, result };
  const before = tried.find((run) => run !== last && earlier.includes(run));
  return { ...cell, result: before && differs(step, before, last) ? 'differs' : 'ok' };
}

/** A run that ends well comes to it. */
function isPlanned(step: BoardStep, { started }: FlowState): boolean {
  if (step === 'steps') return stepsBefore(started.plan).length > 0;
  if (step === 'redirect') return started.plan.draft.grant === 'authorization_code';
  return step === 'tokens';
}

/** `undefined` while nothing came of it, or where it was not tried. */
function resultOf(step: BoardStep, flow: FlowState): 'ok' | 'refused' | undefined {
  if (step === 'redirect' && flow.redirect) {
    return flow.redirect.verdict === 'code' ? 'ok' : 'refused';
  }
  const last = flow.calls.findLast((call) => stepOf(call) === step);
  if (!last || (last.outcome === undefined && !last.failed)) return undefined;
  // Nothing is known of the redirect yet, or of a call that the bank wants to have again.
  if (last.outcome === 'pushed' || last.outcome === 'nonce_wanted') return undefined;
  return last.outcome === 'tokens' || last.outcome === 'api_ok' ? 'ok' : 'refused';
}

function stepOf({ purpose }: Pick<CallState, 'purpose'>): BoardStep {
  switch (purpose) {
    case 'step':
      return 'steps';
    case 'push':
      return 'redirect';
    case 'exchange':
    case 'client_credentials':
      return 'tokens';
    case 'refresh':
      return 'refresh';
    default:
      return 'api';
  }
}

function differs(step: BoardStep, before: Run, after: Run): boolean {
  const isOf = ({ kind, purpose }: StepName) =>
    purpose ? stepOf({ purpose }) === step : step === 'redirect' && kind !== 'run';
  return compareFlows(before.events, after.events).steps.some(
    ({ step: one, differences }) => isOf(one) && differences.some(({ cause }) => cause === 'bank'),
  );
}
