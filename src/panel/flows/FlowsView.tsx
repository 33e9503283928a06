import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import { message } from '../browser.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { plural } from '../ui/plural.ts';
import { FlowList } from './FlowList.tsx';
import './flows.css';

interface FlowsViewProps {
  /** newest first; `undefined` while they are read */
  flows: readonly FlowSummary[] | undefined;
  selectedFlowId: string | undefined;
  nowMs: ReadonlySignal<number>;
  onSelect(flowId: string | undefined): void;
  onForget(flowId: string): void;
  onNewFlow(): void;
  onInspectToken(): void;
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
  const { flows, selectedFlowId, nowMs, onSelect, onForget, watching, children } = props;
  if (!flows) return <p class="loading screen subtle">{message('flows_loading')}</p>;
  if (flows.length === 0) return <NoFlows {...props} />;
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !selectedFlowId) return;
    // Only when something closes: otherwise DevTools may use the key.
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.querySelector<HTMLElement>('[aria-selected="true"][data-row]')?.focus();
    onSelect(undefined);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys come up here from the rows and the detail
    <div class="flows" onKeyDown={onKeyDown}>
      <div class={`panes${selectedFlowId ? ' split' : ''}`}>
        <div class="list-pane">
          <FlowList {...{ flows, selectedFlowId, nowMs, onSelect, onForget }} />
          {props.unasked}
        </div>
        {selectedFlowId && <div class="detail-pane">{children}</div>}
      </div>
      <StatusLine count={flows.length} watching={watching} onBoard={props.onBoard} />
    </div>
  );
}

interface StatusLineProps extends Pick<FlowsViewProps, 'watching'> {
  count: number;
  onBoard?(): void;
}

function StatusLine({ count, watching, onBoard }: StatusLineProps) {
  return (
    <p class="status-line subtle">
      <span role="status">
        {plural(count, { one: 'flows_count_one', other: 'flows_count_other' })}
      </span>
      {onBoard && (
        <button type="button" class="quiet" onClick={onBoard}>
          {message('tool_board')}
        </button>
      )}
      {watching !== undefined && <span>{watching}</span>}
    </p>
  );
}

function NoFlows({ onNewFlow, onInspectToken, unasked, watching }: FlowsViewProps) {
  return (
    <div class="flows">
      <div class="panes">
        <EmptyState title={message('flows_empty_title')} sentence={message('flows_empty_sentence')}>
          <button type="button" class="primary" onClick={onNewFlow}>
            {message('action_new_flow')}
          </button>
          <button type="button" onClick={onInspectToken}>
            {message('action_inspect_token')}
          </button>
        </EmptyState>
      </div>
      {unasked}
      <StatusLine count={0} watching={watching} />
    </div>
  );
}
