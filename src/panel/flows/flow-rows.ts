import { type ReadonlySignal, signal } from '@preact/signals';
import type { Reply } from '../../contract/replies.ts';
import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import type { BackgroundClient } from '../background-client.ts';
import { listParts } from './list-parts.ts';
import { withFlows } from './newest-first.ts';

/** The panel's copy of the flow list. */
export interface FlowRows {
  /** newest first; `undefined` while loading */
  flows: ReadonlySignal<readonly FlowSummary[] | undefined>;
  /**
   * Reads the list. Resolves when there is something to see: the rest of a long one follows.
   *
   * @param first its beginning, where that was asked for with other things
   */
  load(first?: Promise<Reply<'listFlows'>>): Promise<void>;
  /** Takes in how some flows stand now. */
  hear(summaries: readonly FlowSummary[]): void;
  /** True while a list is read that was not broken off. */
  isReading(): boolean;
}

/** What is selected in the list, and read again with it. */
interface Selection {
  selectedFlowId: ReadonlySignal<string | undefined>;
  selectFlow(flowId: string | undefined): Promise<void>;
}

/** @param drawn resolves once what there is to see is drawn: the rest of a long list waits for it */
export function createFlowRows(
  client: BackgroundClient,
  { selectedFlowId, selectFlow }: Selection,
  drawn: () => Promise<unknown>,
): FlowRows {
  const flows = signal<readonly FlowSummary[] | undefined>(undefined);
  let reading = 0;
  /** the number of the reading that came to its end, or broke off */
  let done = 0;
  /** what was told while the list is read: it is later than what is read */
  const meanwhile = new Map<string, FlowSummary>();
  const isReading = () => done !== reading;

  async function load(first?: Promise<Reply<'listFlows'>>) {
    reading += 1;
    const own = reading;
    meanwhile.clear();
    const parts = listParts(client, first);
    // One that is shown stays until the new one is whole.
    const isShown = (flows.value?.length ?? 0) > 0;
    let read: readonly FlowSummary[] = [];
    let unmerged: FlowSummary[] = [];
    const take = async (): Promise<boolean> => {
      const { value: part } = await parts.next();
      if (!part || own !== reading) return false;
      const isFirst = read.length + unmerged.length === 0;
      unmerged.push(...part.flows);
      // Drawn anew once it is four times as long: a drawing for each part would cost more with every part.
      if (part.next && unmerged.length < 3 * read.length) return true;
      read = withFlows(read, unmerged);
      unmerged = [];
      if (!isShown || !part.next) flows.value = withFlows(read, [...meanwhile.values()]);
      if (!part.next) {
        const kept = flows.value?.some(({ flowId }) => flowId === selectedFlowId.value);
        await selectFlow(kept ? selectedFlowId.value : undefined);
      } else if (isShown && isFirst) await selectFlow(selectedFlowId.value);
      return part.next !== undefined;
    };
    const takeOn = async () => {
      try {
        await drawn();
        while (await take());
      } finally {
        if (own === reading) done = own;
      }
    };
    if (await take()) void takeOn().catch(() => undefined);
    else if (own === reading) done = own;
  }

  return {
    flows,
    load,
    hear(summaries) {
      if (isReading()) for (const summary of summaries) meanwhile.set(summary.flowId, summary);
      // An empty list is not drawn before it is known to be empty.
      if (flows.value || summaries.length > 0)
        flows.value = withFlows(flows.value ?? [], summaries);
    },
    isReading,
  };
}
