import { FlowNews } from '../../../src/background/flow-news.ts';
import type { FlowEvent } from '../../../src/core/flow/flow-event.ts';
import type { FlowRow } from '../../../src/core/flow/flow-summary.ts';

interface Flood {
  events: number;
  flows: number;
  overMs: number;
  /** id of the first flow without its number */
  name: string;
  /** a flow that the others are like */
  summary: FlowRow;
  event: FlowEvent;
}

/**
 * Runs in the worker: tells panels what the journal would have told them of so many events, evenly over some time and in
 * turn of each flow. The last of each flow says that it was abandoned.
 */
export function flood({ events, flows, overMs, name, summary, event }: Flood): Promise<void> {
  const { runtime } = (globalThis as unknown as { chrome: typeof import('webextension-polyfill') })
    .chrome;
  const news = new FlowNews((message) => void runtime.sendMessage(message).catch(() => undefined));
  const startedAt = performance.now();
  let told = 0;
  return new Promise((resolve) => {
    const turn = () => {
      const due = Math.min(events, ((performance.now() - startedAt) / overMs) * events);
      for (; told < due; told += 1) {
        const at = told % flows;
        const flowId = `${name}-${at}`;
        const phase = told >= events - flows ? 'abandoned' : 'awaiting_redirect';
        const startedAtMs = summary.startedAtMs + at;
        news.tell(
          { ...summary, flowId, startedAtMs, phase },
          { ...event, flowId, sequence: Math.floor(told / flows) },
        );
      }
      if (told < events) setTimeout(turn);
      else resolve();
    };
    turn();
  });
}
