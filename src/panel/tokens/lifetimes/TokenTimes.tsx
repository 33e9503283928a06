import { useState } from 'preact/hooks';
import type { FlowState } from '../../../core/flow/flow-state.ts';
import type { FlowSummary } from '../../../core/flow/flow-summary.ts';
import { lifetimesOf } from '../../../core/lifetimes/lifetimes-of.ts';
import { latestOffset, surely } from '../../../core/lifetimes/server-clock.ts';
import { isOfClient } from '../../../core/lifetimes/token-budget.ts';
import { message } from '../../browser.ts';
import { acceptClock, clockChange } from '../../clock.ts';
import { ScopeMatrix } from '../../pictures/ScopeMatrix.tsx';
import { useStore } from '../../store-context.ts';
import { ClockNote } from './ClockNote.tsx';
import { TimeLine } from './TimeLine.tsx';
import { TimeTable } from './TimeTable.tsx';
import { useFlows } from './use-flows.ts';

interface TokenTimesProps {
  flow: FlowState;
}

/** What is to be said of the times of a flow's tokens, and of all others of its client. */
export function TokenTimes({ flow }: TokenTimesProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <ClockNote
        change={clockChange.value}
        offsetMs={surely(latestOffset(flow))}
        onAccept={acceptClock}
      />
      <details>
        <summary>{message('scopes_title')}</summary>
        <ScopeMatrix flow={flow} />
      </details>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{message('lifetimes')}</summary>
        {open && <Lifetimes flow={flow} />}
      </details>
    </>
  );
}

/** A row of an earlier version does not say what the bank gave. */
const hasToken = ({ has }: FlowSummary) => has?.some((kind) => kind !== 'code') ?? true;

function Lifetimes({ flow }: TokenTimesProps) {
  const store = useStore();
  const { plan, bank } = flow.started;
  const others = useFlows(
    store,
    (row) => row.bank === bank && hasToken(row) && row.flowId !== flow.flowId,
    flow.flowId,
  ).filter((other) => isOfClient(other, plan));
  const lifetimes = [flow, ...others]
    .flatMap(lifetimesOf)
    .filter(({ ends }) => ends.length > 0)
    .toSorted((one, other) => other.fromMs - one.fromMs);
  return (
    <>
      <TimeLine lifetimes={lifetimes} nowMs={store.nowMs} />
      <TimeTable lifetimes={lifetimes} nowMs={store.nowMs} />
    </>
  );
}
