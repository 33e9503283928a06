import type { ReadonlySignal } from '@preact/signals';
import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import { inWords } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { SeverityMark } from '../findings/Severity.tsx';
import { Grid, type GridColumn, type GridProps } from '../ui/Grid.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { LiveChip, OriginChip } from './Chips.tsx';
import { PhaseChip, phaseWord } from './PhaseChip.tsx';
import { serviceWord } from './service-word.ts';
import './flow-list.css';

export interface FlowListProps
  extends Pick<GridProps<FlowSummary>, 'layout' | 'onLayout' | 'onMenu'> {
  /** newest first */
  flows: readonly FlowSummary[];
  selectedFlowId: string | undefined;
  nowMs: ReadonlySignal<number>;
  onSelect(flowId: string): void;
  /** the Delete key was pressed on its row */
  onForget(flowId: string): void;
}

/** Many may come at once: to draw more than these takes a task of 50 ms. */
const WHOLE = 60;

/** The flows as a grid; the newest comes first, unless somebody sorts them otherwise. */
export function FlowList(props: FlowListProps) {
  const { flows, selectedFlowId, nowMs, onForget } = props;
  return (
    <Grid
      label={message('flows_label')}
      class="flow-list"
      columns={flowColumns(nowMs)}
      rows={flows}
      keyOf={({ flowId }) => flowId}
      whole={WHOLE}
      nameOf={(flow) => message(rowName(flow), ...facts(flow))}
      menuNameOf={({ bank }) => message('flows_row_menu', bank)}
      selectedKey={selectedFlowId}
      layout={props.layout}
      grows="started"
      onLayout={props.onLayout}
      onSelect={props.onSelect}
      onDelete={({ flowId }) => onForget(flowId)}
      {...(props.onMenu && { onMenu: props.onMenu })}
    />
  );
}

function facts(flow: FlowSummary) {
  const { bank, service, environment } = flow;
  return [bank, serviceWord(service), inWords(environment), phaseWord(flow)] as const;
}

/** What stands in the list of flows. */
export function flowColumns(nowMs: ReadonlySignal<number>): GridColumn<FlowSummary>[] {
  return [
    {
      id: 'bank',
      label: message('flows_column_bank'),
      cell: (flow) => <BankCell flow={flow} />,
      title: ({ bank }) => bank,
      sortBy: ({ bank }) => bank,
    },
    {
      id: 'service',
      label: message('flows_column_service'),
      cell: ({ service }) => serviceWord(service),
      title: ({ service }) => serviceWord(service),
      sortBy: ({ service }) => serviceWord(service),
    },
    {
      id: 'environment',
      label: message('flows_column_environment'),
      cell: ({ environment }) => inWords(environment),
      title: ({ environment }) => inWords(environment),
      sortBy: ({ environment }) => inWords(environment),
    },
    {
      id: 'phase',
      label: message('flows_column_phase'),
      cell: (flow) => <PhaseChip flow={flow} />,
      sortBy: phaseWord,
    },
    {
      id: 'started',
      label: message('flows_column_started'),
      cell: ({ startedAtMs }) => <RelativeTime atMs={startedAtMs} nowMs={nowMs} />,
      sortBy: ({ startedAtMs }) => startedAtMs,
    },
  ];
}

function BankCell({ flow }: { flow: FlowSummary }) {
  const { bank, environmentKind, worstSeverity } = flow;
  return (
    <div class="bank-cell">
      <span class="bank-name">{bank}</span>
      {environmentKind === 'live' && <LiveChip />}
      <OriginChip flow={flow} />
      {worstSeverity && <SeverityMark severity={worstSeverity} />}
    </div>
  );
}

function rowName({ watched, imported, damaged }: FlowSummary) {
  if (damaged) return 'flows_row_damaged';
  if (imported) return 'flows_row_imported';
  return watched ? 'flows_row_watched' : 'flows_row';
}
