import type { FlowState } from '../../core/flow/flow-state.ts';
import { message } from '../browser.ts';
import { CallDetails } from './CallDetails.tsx';
import type { FlowCommands } from './flow-commands.ts';

export interface ExchangeTabProps extends Pick<FlowCommands, 'reveal'> {
  flow: FlowState;
}

/** Every call that the worker made in this flow, newest last and open. */
export function ExchangeTab({ flow, reveal }: ExchangeTabProps) {
  const { calls, started } = flow;
  if (calls.length === 0) {
    const key = started.plan.draft.grant === 'client_credentials' ? 'calls_none_yet' : 'calls_none';
    return <p class="subtle">{message(key)}</p>;
  }
  return (
    <div class="stack tight">
      {calls.map((call, at) => (
        <CallDetails
          key={call.callId}
          call={call}
          place={at + 1}
          flow={flow}
          reveal={reveal}
          open={at === calls.length - 1}
        />
      ))}
    </div>
  );
}
