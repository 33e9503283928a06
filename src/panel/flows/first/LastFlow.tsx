import { useEffect, useState } from 'preact/hooks';
import { type FlowState, foldFlow } from '../../../core/flow/flow-state.ts';
import type { FlowSummary } from '../../../core/flow/flow-summary.ts';
import { isSeenOnly } from '../../../core/flow/seen-only.ts';
import { message } from '../../browser.ts';
import { useStore } from '../../store-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { serviceWord } from '../service-word.ts';
import './doors.css';

/** The latest flow that has come to its end, to be run once more in one press. */
export function LastFlow({ onRunAgain }: { onRunAgain(flow: FlowState): void }) {
  const store = useStore();
  const last = store.flows.value?.find(mayRunAgain);
  const [flow, setFlow] = useState<FlowState>();
  useEffect(() => {
    if (!last) return;
    // Read before it is needed: a browser asks for hosts within the press alone.
    void store.client.ask('readFlow', { flowId: last.flowId }).then(
      ({ events }) => setFlow(foldFlow(events)),
      () => undefined,
    );
  }, [last?.flowId, last?.phase]);
  if (!last) return null;
  const { bank, service, environment } = last;
  const isRead = flow?.flowId === last.flowId;
  return (
    <LastFlowView
      {...{ bank, environment }}
      service={serviceWord(service)}
      onRun={isRead ? () => onRunAgain(flow) : undefined}
    />
  );
}

interface LastFlowProps {
  bank: string;
  service: string;
  environment: string;
  /** absent while the flow is read: the row stands where it will stand, and moves no list */
  onRun: (() => void) | undefined;
}

export function LastFlowView({ bank, service, environment, onRun }: LastFlowProps) {
  return (
    <div class="last-flow row">
      <span>{message('last_flow', bank, service, environment)}</span>
      <button type="button" disabled={!onRun} onClick={onRun}>
        <Icon name="again" />
        {message('action_run_again')}
      </button>
    </div>
  );
}

function mayRunAgain(flow: FlowSummary): boolean {
  const ended = !['draft', 'awaiting_redirect', 'exchanging'].includes(flow.phase);
  return ended && !flow.busy && !isSeenOnly(flow) && flow.bench === undefined;
}
