import type { ReadonlySignal } from '@preact/signals';
import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import { isSeenOnly } from '../../core/flow/seen-only.ts';
import { message } from '../browser.ts';
import { SeverityMark } from '../findings/Severity.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { moveInRows } from '../ui/row-keys.ts';
import { PhaseChip, phaseWord } from './PhaseChip.tsx';
import { serviceWord } from './service-word.ts';
import './flows.css';

interface FlowListProps {
  /** newest first */
  flows: readonly FlowSummary[];
  selectedFlowId: string | undefined;
  nowMs: ReadonlySignal<number>;
  onSelect(flowId: string): void;
  /** the Delete key was pressed on its row */
  onForget(flowId: string): void;
}

/** The flows as a grid with one stop for the Tab key; the selection follows the arrow keys. */
export function FlowList({ flows, selectedFlowId, nowMs, onSelect, onForget }: FlowListProps) {
  const selectedAt = flows.findIndex(({ flowId }) => flowId === selectedFlowId);
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const rows = event.currentTarget.querySelectorAll<HTMLElement>('[data-row]');
    const at = [...rows].findIndex((row) => row.matches(':focus'));
    const focused = flows[at];
    if (event.key === 'Delete' && focused) {
      event.preventDefault();
      // The keyboard stays in the list, at the row that takes this one's place.
      (rows[at + 1] ?? rows[at - 1])?.focus();
      onForget(focused.flowId);
      return;
    }
    const to = moveInRows(event);
    const next = to === undefined ? undefined : flows[to];
    if (next) onSelect(next.flowId);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are chosen with the arrow keys, and columns still line up as a table
    <table role="grid" class="flow-list" aria-label={message('flows_label')}>
      <thead>
        <tr>
          <th scope="col" class="bank">
            {message('flows_column_bank')}
          </th>
          <th scope="col" class="service">
            {message('flows_column_service')}
          </th>
          <th scope="col" class="environment">
            {message('flows_column_environment')}
          </th>
          <th scope="col" class="phase">
            {message('flows_column_phase')}
          </th>
          <th scope="col" class="started">
            {message('flows_column_started')}
          </th>
        </tr>
      </thead>
      <tbody onKeyDown={onKeyDown}>
        {flows.map((flow, at) => (
          <FlowRow
            key={flow.flowId}
            flow={flow}
            nowMs={nowMs}
            selected={at === selectedAt}
            tabStop={at === Math.max(selectedAt, 0)}
            onSelect={onSelect}
          />
        ))}
      </tbody>
    </table>
  );
}

interface FlowRowProps extends Pick<FlowListProps, 'nowMs' | 'onSelect'> {
  flow: FlowSummary;
  selected: boolean;
  tabStop: boolean;
}

function FlowRow({ flow, nowMs, selected, tabStop, onSelect }: FlowRowProps) {
  const { flowId, bank, environment, environmentKind, startedAtMs, worstSeverity } = flow;
  const service = serviceWord(flow.service);
  const name = [bank, service, environment, phaseWord(flow)] as const;
  return (
    <tr
      data-row
      aria-label={message(rowName(flow), ...name)}
      aria-selected={selected}
      tabIndex={tabStop ? 0 : -1}
      onClick={() => onSelect(flowId)}
    >
      <td class="bank" title={bank}>
        <div class="bank-cell">
          <span class="bank-name">{bank}</span>
          {environmentKind === 'live' && <LiveChip />}
          <OriginChip flow={flow} />
          {worstSeverity && <SeverityMark severity={worstSeverity} />}
        </div>
      </td>
      <td class="service">{service}</td>
      <td class="environment">{environment}</td>
      <td class="phase">
        <PhaseChip flow={flow} />
      </td>
      <td class="started">
        <RelativeTime atMs={startedAtMs} nowMs={nowMs} />
      </td>
    </tr>
  );
}

function rowName({ watched, imported }: FlowSummary) {
  if (imported) return 'flows_row_imported';
  return watched ? 'flows_row_watched' : 'flows_row';
}

/** Stands wherever a flow came from a file, or a page runs it by itself. */
export function OriginChip({ flow }: { flow: Pick<FlowSummary, 'watched' | 'imported'> }) {
  if (!isSeenOnly(flow)) return null;
  const origin = flow.imported ? 'imported' : 'watched';
  return (
    <span class="chip watched" title={message(origin)}>
      <Icon name={flow.imported ? 'import' : 'eye'} />
      <span class="word">{message(origin)}</span>
    </span>
  );
}

/** Stands wherever real customers and real money are meant. */
export function LiveChip() {
  return <span class="chip live">{message('live')}</span>;
}
