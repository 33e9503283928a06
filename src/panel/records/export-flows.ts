import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import { FLOW_FILE_TYPE, type RecordedFlow, writeFlowFile } from '../../core/record/flow-file.ts';
import { message } from '../browser.ts';
import type { PanelStore } from '../store.ts';
import { download } from '../ui/download.ts';
import { plural } from '../ui/plural.ts';
import { transfer } from './transfer.ts';

/** Flows that are read at once. */
const AT_ONCE = 20;

/** Saves flows as one record file; a second's work can be stopped. */
export async function exportFlows(
  store: PanelStore,
  flows: readonly Pick<FlowSummary, 'flowId'>[],
): Promise<void> {
  const records = await readRecords(store, flows);
  if (!records) return;
  const day = new Date(store.nowMs.peek()).toISOString().slice(0, 10);
  download(`flows-${day}.flow.json`, writeFlowFile(records), FLOW_FILE_TYPE);
  store.toast.value = plural(records.length, {
    one: 'exported_flows_one',
    other: 'exported_flows_other',
  });
}

/** Reads the records of flows; `undefined` when that was stopped, or did not work, which is said. */
export async function readRecords(
  store: PanelStore,
  flows: readonly Pick<FlowSummary, 'flowId'>[],
): Promise<RecordedFlow[] | undefined> {
  let stopped = false;
  const cancel = () => {
    stopped = true;
  };
  const records: RecordedFlow[] = [];
  try {
    for (let at = 0; at < flows.length && !stopped; at += AT_ONCE) {
      transfer.value = { kind: 'export', done: at, total: flows.length, cancel };
      const some = flows.slice(at, at + AT_ONCE).map(async ({ flowId }) => ({
        flowId,
        events: (await store.client.ask('readFlow', { flowId })).events,
      }));
      // One that was forgotten meanwhile is not listed any more either.
      records.push(...(await Promise.all(some)).filter(({ events }) => events.length > 0));
    }
  } catch {
    store.toast.value = message('export_failed');
    return undefined;
  } finally {
    transfer.value = undefined;
  }
  return stopped ? undefined : records;
}
