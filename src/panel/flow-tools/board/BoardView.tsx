import type { ReadonlySignal } from '@preact/signals';
import {
  BOARD_STEPS,
  type BoardCell,
  type BoardRow,
  type BoardStep,
} from '../../../core/compare/board.ts';
import { inWords } from '../../bank-texts.ts';
import { message } from '../../browser.ts';
import { serviceWord } from '../../flows/service-word.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Unread } from '../../ui/Unread.tsx';
import './board.css';

export interface BoardViewProps {
  /** `undefined` while the flows are read */
  rows: readonly BoardRow[] | 'unread' | undefined;
  nowMs: ReadonlySignal<number>;
  onOpen(flowId: string): void;
  onReadAgain(): void;
  onNewFlow(): void;
}

const LOOK: Record<BoardCell['result'], { tone: string; icon: IconName }> = {
  ok: { tone: 'ok', icon: 'check' },
  refused: { tone: 'error', icon: 'error' },
  differs: { tone: 'warn', icon: 'warn' },
  not_reached: { tone: 'plain', icon: 'stop' },
  never: { tone: 'plain', icon: 'stop' },
};

/** Banks down, steps across. */
export function BoardView(props: BoardViewProps) {
  const { rows, nowMs, onOpen, onReadAgain, onNewFlow } = props;
  if (rows === undefined) return <p class="subtle">{message('flows_loading')}</p>;
  if (rows === 'unread') {
    return <Unread sentence={message('compare_unread')} onReadAgain={onReadAgain} />;
  }
  if (rows.length === 0) {
    return (
      <EmptyState title={message('flows_empty_title')} sentence={message('board_empty')}>
        <button type="button" class="primary" onClick={onNewFlow}>
          {message('action_new_flow')}
        </button>
      </EmptyState>
    );
  }
  const steps = BOARD_STEPS.filter((step) =>
    rows.some(({ cells }) => cells[step].result !== 'never'),
  );
  return (
    <div class="stack">
      <p class="subtle">{message('board_meaning')}</p>
      <table class="board" aria-label={message('tool_board')}>
        <thead>
          <tr>
            <th scope="col">{message('flows_column_bank')}</th>
            {steps.map((step) => (
              <th key={step} scope="col">
                {message(`board_step_${step}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.bank}
                <span class="subtle">
                  {[serviceWord(row.service), inWords(row.environment)].join(', ')}
                </span>
              </th>
              {steps.map((step) => (
                <Cell key={step} row={row} step={step} nowMs={nowMs} onOpen={onOpen} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps extends Pick<BoardViewProps, 'nowMs' | 'onOpen'> {
  row: BoardRow;
  step: BoardStep;
}

function Cell({ row, step, nowMs, onOpen }: CellProps) {
  const { result, flowId, atMs } = row.cells[step];
  const { tone, icon } = LOOK[result];
  const word = message(`board_result_${result}`);
  const stepWord = message(`board_step_${step}`);
  if (flowId === undefined || atMs === undefined) {
    return (
      <td class="subtle" data-label={stepWord}>
        {word}
      </td>
    );
  }
  return (
    <td data-label={stepWord}>
      <button
        type="button"
        class={`quiet ${tone}`}
        aria-label={message('board_cell', row.bank, stepWord, word)}
        onClick={() => onOpen(flowId)}
      >
        <Icon name={icon} />
        {word}
      </button>
      <span class="subtle">
        <RelativeTime atMs={atMs} nowMs={nowMs} />
      </span>
    </td>
  );
}
