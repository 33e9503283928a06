import { useMemo } from 'preact/hooks';
import { foldFlow } from '../../core/flow/flow-state.ts';
import { summariseFlow } from '../../core/flow/flow-summary.ts';
import type { FlowFile } from '../../core/record/flow-file.ts';
import { markImported } from '../../core/record/merge-record.ts';
import type { BackgroundClient } from '../background-client.ts';
import { message } from '../browser.ts';
import { FlowsScreen } from '../flows/FlowsScreen.tsx';
import { createPanelStore, type PanelStore } from '../store.ts';
import { StoreContext, useStore } from '../store-context.ts';
import { plural } from '../ui/plural.ts';
import { RecordFileBar } from './RecordFileBar.tsx';
import { shownFile } from './transfer.ts';

/** A file that a later version wrote: its flows as far as they are understood, to be read and nothing else. */
export function RecordFile() {
  const store = useStore();
  const file = shownFile.value;
  const shown = useMemo(() => file && storeOf(file, store), [file]);
  if (!file || !shown) return null;
  const { name, version, passedOver, flows } = file;
  const sentences = [
    message('record_file_newer', name, version),
    ...(passedOver > 0
      ? [plural(passedOver, { one: 'record_file_passed_one', other: 'record_file_passed_other' })]
      : []),
    ...(flows.length === 0 ? [message('record_file_empty')] : []),
  ];
  const leave = () => {
    shownFile.value = undefined;
  };
  return (
    <div class="compose">
      <RecordFileBar sentences={sentences} onLeave={leave} />
      {flows.length > 0 && (
        <StoreContext.Provider value={shown}>
          <FlowsScreen />
        </StoreContext.Provider>
      )}
    </div>
  );
}

/** A store over the flows of a file: what is done in it reaches no worker. */
function storeOf({ flows }: FlowFile, store: PanelStore): PanelStore {
  const records = new Map(
    flows.map(({ flowId, events }) => [
      flowId,
      events.map((event) => markImported(event, store.nowMs.peek())),
    ]),
  );
  const answers = {
    listFlows: () => ({
      flows: [...records.values()].flatMap((events) => {
        const state = foldFlow(events);
        return state ? [summariseFlow(state)] : [];
      }),
    }),
    readFlow: ({ flowId }: { flowId: string }) => ({ events: records.get(flowId) ?? [] }),
  };
  const client = {
    async ask(name: string, params: { flowId: string }) {
      if (name !== 'listFlows' && name !== 'readFlow') throw new Error('only to be read');
      return answers[name](params);
    },
    listen: (listener) => queueMicrotask(() => listener({ event: 'flows_replaced' })),
  } as BackgroundClient;
  const own = createPanelStore(client, { nowMs: () => store.nowMs.peek() });
  return { ...own, nowMs: store.nowMs, toast: store.toast, screen: store.screen };
}
