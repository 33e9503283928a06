import { signal } from '@preact/signals';
import type { BoardCell, BoardRow } from '../../../core/compare/board.ts';
import { nowMs, startMs } from '../../flows/example-flow.fixture.ts';
import { BoardView, type BoardViewProps } from './BoardView.tsx';

const cell = (result: BoardCell['result']): BoardCell => ({
  result,
  flowId: `example-${result}`,
  atMs: startMs,
});
const never: BoardCell = { result: 'never' };
const row: BoardRow = {
  key: 'example',
  bank: 'Example Bank',
  service: 'aisp',
  environment: 'Practice',
  environmentKind: 'practice',
  grant: 'authorization_code',
  runs: 3,
  cells: {
    steps: never,
    redirect: cell('ok'),
    tokens: cell('differs'),
    refresh: never,
    api: cell('refused'),
  },
};
const stopped: BoardRow = {
  ...row,
  key: 'other',
  bank: 'Example Bank of the West, Market Town Branch',
  cells: { ...row.cells, redirect: cell('refused'), tokens: cell('not_reached'), api: never },
};

function Example({ rows }: Pick<BoardViewProps, 'rows'>) {
  const nothing = () => undefined;
  const idle = { onOpen: nothing, onReadAgain: nothing, onNewFlow: nothing };
  return <BoardView rows={rows} nowMs={signal(nowMs)} {...idle} />;
}

/** The board in each of its states. */
export const fixtures = {
  'reading the flows': () => <Example rows={undefined} />,
  'flows that cannot be read': () => <Example rows="unread" />,
  'no flows': () => <Example rows={[]} />,
  'all results': () => <Example rows={[row, stopped]} />,
};
