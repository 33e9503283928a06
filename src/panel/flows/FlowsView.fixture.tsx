import { signal } from '@preact/signals';
import { type ComponentProps, createRef, type JSX } from 'preact';
import { type FlowSummary, summariseFlow } from '../../core/flow/flow-summary.ts';
import { message } from '../browser.ts';
import type { GridLayout } from '../ui/grid-layout.ts';
import { hideItems } from '../ui/hide-items.ts';
import { MenuList } from '../ui/Menu.tsx';
import { WatchSwitchView } from '../watch/WatchSwitchView.tsx';
import { eventsOf, nowMs, opened, started, startMs, stateOf } from './example-flow.fixture.ts';
import { fixtures as details } from './FlowDetailView.fixture.tsx';
import { flowColumns } from './FlowList.tsx';
import { FlowsView } from './FlowsView.tsx';
import { FlowToolbar } from './FlowToolbar.tsx';
import { FilterBarView } from './filter/FilterBarView.tsx';

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

function manyFlows(count: number): FlowSummary[] {
  return Array.from({ length: count }, (_none, at) => ({
    ...(exampleFlows[at % exampleFlows.length] ?? example),
    flowId: `many-${at}`,
    startedAtMs: startMs - at * 60_000,
  }));
}

const layout = { sort: { column: 'started', descending: true }, hidden: [], widths: {} } as const;

interface Shown extends Partial<ComponentProps<typeof FilterBarView>> {
  listed?: readonly FlowSummary[];
  layout?: GridLayout;
}

function view(
  flows: readonly FlowSummary[] | undefined,
  selectedFlowId?: string,
  detail?: string,
  shown: Shown = {},
) {
  const Detail = detail === undefined ? undefined : details[detail];
  const now = signal(nowMs);
  return (
    <FlowsView
      flows={flows}
      listed={shown.listed ?? flows ?? []}
      filterBar={
        <FilterBarView
          text=""
          inverted={false}
          fault={undefined}
          valuesOf={() => []}
          columns={hideItems(flowColumns(now), shown.layout ?? layout, nothing)}
          onText={nothing}
          onInverted={nothing}
          onClear={nothing}
          {...shown}
        />
      }
      layout={shown.layout ?? layout}
      sizes={signal({})}
      onLayout={nothing}
      onMenu={nothing}
      onClearFilter={nothing}
      selectedFlowId={selectedFlowId}
      nowMs={now}
      watching={flows && message('watch_limits')}
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

const toolbar = (reconnecting: boolean, workerSilent: boolean, unreadable?: string) => (
  <FlowToolbar
    primary
    canCompose
    canClear={!reconnecting}
    reconnecting={reconnecting}
    workerSilent={workerSilent}
    unreadable={unreadable}
    holds={reconnecting}
    onHolds={nothing}
    onNewFlow={nothing}
    onClear={nothing}
    onKeyHelp={nothing}
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
  'filtered to nothing': () =>
    view(exampleFlows, undefined, undefined, { listed: [], text: 'bank:nowhere' }),
  'filtered, and inverted': () =>
    view(exampleFlows, undefined, undefined, {
      listed: exampleFlows.slice(1, 3),
      text: '-is:error',
      inverted: true,
    }),
  'a pattern that cannot be read': () =>
    view(exampleFlows, undefined, undefined, {
      text: '/(/',
      fault: { pattern: '(', reason: 'Unterminated group' },
    }),
  'completion open': () =>
    view(exampleFlows, undefined, undefined, {
      text: 'bank:',
      offer: { from: 0, options: ['bank:"Example Savings Bank"', 'bank:Example'] },
    }),
  'sorted by bank, a column hidden, another one wide': () =>
    view(exampleFlows, undefined, undefined, {
      layout: {
        sort: { column: 'bank', descending: false },
        hidden: ['environment'],
        widths: { phase: 20 },
      },
    }),
  '340 flows': () => view(manyFlows(340)),
  '340 flows, 12 listed': () =>
    view(manyFlows(340), undefined, undefined, { listed: manyFlows(12), text: 'example' }),
  'menu of a row': () => (
    <MenuList
      list={createRef()}
      label="Actions: Example Bank"
      onChosen={nothing}
      items={[
        { label: 'Open', icon: 'link', run: nothing },
        { label: 'Copy last call as cURL', icon: 'copy', apart: true, run: nothing },
        { label: 'Environment', icon: 'check', checked: true, run: nothing },
        { label: 'Service', icon: 'check', checked: false, run: nothing },
      ]}
    />
  ),
  toolbar: () => toolbar(false, false),
  'toolbar, reconnecting': () => toolbar(true, false),
  'toolbar, unreadable': () => toolbar(true, false, 'UnknownError: Internal error.'),
  'toolbar, worker silent': () => toolbar(false, true),
};
