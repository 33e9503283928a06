import type { FlowState } from '../../../core/flow/flow-state.ts';
import { latestOffset, surely } from '../../../core/lifetimes/server-clock.ts';
import { acceptClock, clockChange } from '../../clock.ts';
import { ClockNote } from './ClockNote.tsx';

export interface TokenTimesProps {
  flow: FlowState;
}

/** What is to be said of the times of a flow's tokens. */
export function TokenTimes({ flow }: TokenTimesProps) {
  return (
    <ClockNote
      change={clockChange.value}
      offsetMs={surely(latestOffset(flow))}
      onAccept={acceptClock}
    />
  );
}
