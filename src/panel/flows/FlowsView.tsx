import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import { message } from '../browser.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { plural } from '../ui/plural.ts';
import { SplitPanes, type SplitSizes } from '../ui/SplitPanes.tsx';
import { FlowList, type FlowListProps } from './FlowList.tsx';
import { type Doors, NoFlows } from './NoFlows.tsx';
import { StatusLine } from './StatusLine.tsx';
import './flow-list.css';

export interface FlowsViewProps extends Omit<FlowListProps, 'flows' | 'onSelect'> {
  /** newest first; `undefined` while they are read */
  flows: readonly FlowSummary[] | undefined;
  /** those that the filter leaves */
  listed: readonly FlowSummary[];
  /** narrows the list */
  filterBar?: ComponentChildren;
  sizes: Signal<SplitSizes>;
  onSelect(flowId: string | undefined): void;
  onClearFilter(): void;
  onNewFlow(): void;
  onInspectToken(): void;
  /** what the empty list leads to */
  doors?: Doors;
  /** above the list while no flow is selected */
  lastFlow?: ComponentChildren;
  /** answers that no flow took, below the list */
  unasked?: ComponentChildren;
  /** what is being watched beside these flows, and what that cannot see */
  watching?: string | undefined;
  /** shows what all these flows came to */
  onBoard(): void;
  /** detail of the selected flow */
  children?: ComponentChildren;
}

/** The list of flows with the selected one beside it; beneath it where room is short. */
export function FlowsView(props: FlowsViewProps) {
  const { flows, listed, selectedFlowId, sizes, watching, children } = props;
  if (!flows) return <p class="loading screen subtle">{message('flows_loading')}</p>;
  if (flows.length === 0) {
    return (
      <div class="flows">
        <div class="panes">
          <NoFlows
            onNewFlow={props.onNewFlow}
            onInspectToken={props.onInspectToken}
            {...props.doors}
          />
        </div>
        {props.unasked}
        <StatusLine flows={flows} listed={flows} watching={watching} />
      </div>
    );
  }
  const list = (
    <>
      {!selectedFlowId && props.lastFlow}
      {listed.length > 0 ? (
        <FlowList {...props} flows={listed} />
      ) : (
        <AllHidden count={flows.length} onClearFilter={props.onClearFilter} />
      )}
      {props.unasked}
    </>
  );
  return (
    <div class="flows">
      <div class="filter-place">{props.filterBar}</div>
      <SplitPanes
        sizes={sizes}
        start={list}
        startClass="list-pane"
        end={selectedFlowId !== undefined && children}
        endClass="detail-pane"
      />
      <StatusLine {...{ flows, listed, watching }} onBoard={props.onBoard} />
    </div>
  );
}

/** What stands in place of a list of which the filter leaves nothing. */
function AllHidden({ count, onClearFilter }: { count: number; onClearFilter(): void }) {
  return (
    <EmptyState
      title={message('flows_hidden_title')}
      sentence={plural(count, { one: 'flows_hidden_one', other: 'flows_hidden_other' })}
    >
      <button type="button" onClick={onClearFilter}>
        {message('banks_clear_filter')}
      </button>
    </EmptyState>
  );
}
