import type { FlowEvent } from '../../core/flow/flow-event.ts';
import { type FlowState, flowFindings } from '../../core/flow/flow-state.ts';
import type { Finding } from '../../core/lint/finding.ts';

/** All findings of a flow, with those of answers that came after the one that stands. */
export function allFindings(flow: FlowState, events: readonly FlowEvent[]): Finding[] {
  const redirects = events.flatMap(({ happening }) =>
    happening.kind === 'redirect_captured' && !happening.fault ? [happening] : [],
  );
  const standing = redirects.findIndex(({ verdict }) => verdict === 'code');
  const later = standing === -1 ? [] : redirects.slice(standing + 1);
  return [...flowFindings(flow), ...later.flatMap(({ findings }) => findings)];
}
