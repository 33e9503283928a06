import type { Page } from 'puppeteer-core';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { OPEN_FOR_MS } from '../../../src/engine/find-flow.ts';
import { FEW, manyFlows } from '../../e2e/driver/many-flows.ts';

/** Flows are so far apart: 10,000 of them go back less than the 180 days that are kept. */
const APART_MS = 20 * 60_000;

/**
 * Stores so many flows that were run here, straight into the database of the extension: copies of a few, each with an
 * id, random values and a time of its own.
 *
 * @param page of the extension, whose worker has made the database
 */
export async function storeMany(page: Page, count: number): Promise<void> {
  const few = manyFlows(FEW).map(({ events }) => {
    const state = foldFlow(events);
    if (!state) throw new Error('no flow');
    return { events, summary: summariseFlow(state) };
  });
  await page.evaluate(
    async (patterns, wanted, apartMs, takesForMs) => {
      const opening = indexedDB.open('psd2-oauth');
      await new Promise((resolve, reject) => {
        opening.onsuccess = resolve;
        opening.onerror = reject;
      });
      const database = opening.result;
      const transaction = database.transaction(['events', 'summaries'], 'readwrite');
      const nowMs = Date.now();
      for (let at = 0; at < wanted; at += 1) {
        const { events, summary } = patterns[at % patterns.length] ?? { events: [] };
        if (!summary) throw new Error('no pattern');
        const flowId = crypto.randomUUID();
        const startedAtMs = nowMs - (at + 1) * apartMs;
        for (const event of events) {
          const atMs = startedAtMs + event.atMs - summary.startedAtMs;
          transaction.objectStore('events').put({ ...event, flowId, atMs });
        }
        const fingerprints = summary.fingerprints.map((_same, place) =>
          (at * 2 + place).toString(16).padStart(8, '0'),
        );
        const own = { ...summary, flowId, startedAtMs, fingerprints };
        const untilMs = startedAtMs + takesForMs;
        transaction.objectStore('summaries').put({ flowId, summary: own, untilMs });
      }
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = reject;
      });
      database.close();
    },
    few,
    count,
    APART_MS,
    OPEN_FOR_MS,
  );
}
