import { useEffect, useState } from 'preact/hooks';
import { type BoardRow, boardOf } from '../../../core/compare/board.ts';
import type { FlowEvent } from '../../../core/flow/flow-event.ts';
import { showFlow } from '../../flows/show-flow.ts';
import { useStore } from '../../store-context.ts';
import { BoardView } from './BoardView.tsx';

/** The last result of each bank's steps, over all flows of the list. */
export function Board({ close }: { close(): void }) {
  const store = useStore();
  const [rows, setRows] = useState<readonly BoardRow[] | 'unread'>();
  const [tries, setTries] = useState(0);
  const flows = store.flows.value ?? [];
  // Each event of a flow changes its row, or nothing that stands here.
  const state = JSON.stringify(flows.map(({ flowId, phase, busy }) => [flowId, phase, busy]));
  useEffect(() => {
    let current = true;
    const read = async () => {
      const records: FlowEvent[][] = [];
      for (const { flowId } of flows) {
        if (!current) return;
        records.push((await store.client.ask('readFlow', { flowId })).events);
      }
      if (current) setRows(boardOf(records));
    };
    read().catch(() => current && setRows('unread'));
    return () => {
      current = false;
    };
  }, [state, tries]);
  return (
    <BoardView
      rows={rows}
      nowMs={store.nowMs}
      onOpen={(flowId) => {
        close();
        void showFlow(store, flowId);
      }}
      onReadAgain={() => {
        setRows(undefined);
        setTries(tries + 1);
      }}
      onNewFlow={() => {
        close();
        store.composing.value = true;
      }}
    />
  );
}
