import type { FlowState } from '../../../core/flow/flow-state.ts';
import { type FlowSummary, summariseFlow } from '../../../core/flow/flow-summary.ts';

/** The runs that a flow can be compared with, those of its own bank first, newest first within each. */
export function otherRuns(flow: FlowState, flows: readonly FlowSummary[]): FlowSummary[] {
  const others = flows.filter(({ flowId }) => flowId !== flow.flowId);
  const own = summariseFlow(flow);
  return [
    ...others.filter((other) => isSameKind(own, other)),
    ...others.filter((other) => !isSameKind(own, other)),
  ];
}

/** The run that it is most likely to be compared with: the one it repeats, else the latest one before it of its kind. */
export function likelyRun(flow: FlowState, flows: readonly FlowSummary[]): string | undefined {
  const others = otherRuns(flow, flows);
  const repeated = others.find(({ flowId }) => flowId === flow.started.repeats);
  const own = summariseFlow(flow);
  const earlier = others.find(
    (other) => !other.bench && isSameKind(own, other) && other.startedAtMs <= own.startedAtMs,
  );
  return (repeated ?? earlier ?? others[0])?.flowId;
}

function isSameKind(one: FlowSummary, other: FlowSummary): boolean {
  return (['bank', 'service', 'environment', 'grant'] as const).every(
    (name) => one[name] === other[name],
  );
}
