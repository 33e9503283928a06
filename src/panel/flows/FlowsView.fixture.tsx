import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { type FlowSummary, summariseFlow } from '../../core/flow/flow-summary.ts';
import { WatchSwitchView } from '../watch/WatchSwitchView.tsx';
import { eventsOf, nowMs, opened, started, startMs, stateOf } from './example-flow.fixture.ts';
import { fixtures as details } from './FlowDetailView.fixture.tsx';
import { FlowsView } from './FlowsView.tsx';
import { FlowToolbar } from './FlowToolbar.tsx';

const nothing = () => undefined;
const example = summariseFlow(stateOf(eventsOf(started(), opened())));

const exampleFlows: FlowSummary[] = [
  { ...example, flowId: 'example', phase: 'code_captured' },
  {
    ...example,
    flowId: 'b',
    bank: 'Example Bank of the West, Market Town Branch',
    environment: 'Sandbox',
    environmentKind: 'sandbox',
    phase: 'refused_by_bank',
    worstSeverity: 'error',
    startedAtMs: startMs - 240_000,
  },
  {
    ...example,
    flowId: 'c',
    bank: 'Example Savings Bank',
    service: 'pisp',
    environment: 'Live',
    environmentKind: 'live',
    phase: 'tokens_received',
    worstSeverity: 'warn',
    startedAtMs: startMs - 4_000_000,
  },
  {
    ...example,
    flowId: 'd',
    bank: 'Example Platform',
    service: 'api',
    grant: 'client_credentials',
    phase: 'outcome_unknown',
    startedAtMs: startMs - 90_000_000,
  },
  {
    ...example,
    flowId: 'e',
    bank: 'Example Bank of the East',
    phase: 'code_captured',
    worstSeverity: 'warn',
    watched: true,
    startedAtMs: startMs - 100_000_000,
  },
  {
    ...example,
    flowId: 'f',
    bank: 'Example Bank of the South',
    phase: 'tokens_received',
    imported: startMs,
    startedAtMs: startMs - 900_000_000,
  },
];

function view(flows: readonly FlowSummary[] | undefined, selectedFlowId?: string, detail?: string) {
  const Detail = detail === undefined ? undefined : details[detail];
  return (
    <FlowsView
      flows={flows}
      selectedFlowId={selectedFlowId}
      nowMs={signal(nowMs)}
      watching={flows && 'Watching this tab. Popups and some error pages may be missing.'}
      onSelect={nothing}
      onForget={nothing}
      onNewFlow={nothing}
      onInspectToken={nothing}
      onBoard={nothing}
    >
      {Detail && <Detail />}
    </FlowsView>
  );
}

const toolbar = (reconnecting: boolean, workerSilent: boolean) => (
  <FlowToolbar
    primary
    canCompose
    canClear={!reconnecting}
    reconnecting={reconnecting}
    workerSilent={workerSilent}
    holds={reconnecting}
    onHolds={nothing}
    onNewFlow={nothing}
    onClear={nothing}
  >
    <WatchSwitchView on onToggle={nothing} />
  </FlowToolbar>
);

export const fixtures: Record<string, () => JSX.Element> = {
  loading: () => view(undefined),
  empty: () => view([]),
  filled: () => view(exampleFlows),
  'one flow': () => view(exampleFlows.slice(0, 1)),
  'flow selected': () => view(exampleFlows, 'example', 'code captured'),
  'refused flow selected': () => view(exampleFlows, 'b', 'token request refused'),
  toolbar: () => toolbar(false, false),
  'toolbar, reconnecting': () => toolbar(true, false),
  'toolbar, worker silent': () => toolbar(false, true),
};
