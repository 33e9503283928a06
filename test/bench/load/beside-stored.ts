import type { Page } from 'puppeteer-core';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { metricOf, type Round } from '../metric.ts';
import type { Section } from '../section.ts';
import { takeTurns } from '../turns.ts';
import { heapOf, recordEvents, startFlow } from './costs.ts';
import { openPanel, openWatchedTab } from './opened-panel.ts';
import { openQuietPage } from './quiet-page.ts';
import { fill, openTwoExtensions } from './two-extensions.ts';

const STORED = 10_000;
/** What 10,000 flows cost that are stored: in an extension beside the same one without any. */
export const storedSection: Section = {
  ids: ['P18', 'P19'],
  where: ['chromium'],
  async measure({ rounds }) {
    const { few, many, close } = await openTwoExtensions();
    try {
      const filling = await openQuietPage(many);
      await fill(filling, STORED);
      const writing = await writingRounds(few, many, rounds);
      const memory = await memoryRounds(few, many, rounds);
      return [
        metricOf(
          {
            id: 'P18',
            name: 'memory of 10,000 listed flows, beside their JSON text',
            must: 1.8,
            goal: 1.25,
          },
          memory,
          'kB',
        ),
        metricOf(
          {
            id: 'P19',
            name: 'recording an event with 10,000 flows stored, beside none',
            must: 2,
            goal: 1.2,
          },
          writing,
        ),
      ];
    } finally {
      await close();
    }
  },
};

/**
 * Milliseconds of an event of a flow that is begun: from a page's message to the worker's answer that it is recorded, one after
 * the other, so that what the worker does behind its answer counts too. No panel is open.
 */
async function writingRounds(
  few: BrowserSession,
  many: BrowserSession,
  rounds: number,
): Promise<Round[]> {
  const [here, there] = [await openQuietPage(few), await openQuietPage(many)];
  let [flowHere, flowThere] = ['', ''];
  const prepare = async () => {
    flowHere = await startFlow(here);
    flowThere = await startFlow(there);
  };
  const turns = {
    ours: () => recordEvents(there, flowThere),
    baseline: () => recordEvents(here, flowHere),
  };
  const measured = await takeTurns(rounds, turns, { prepare });
  await Promise.all([here.close(), there.close()]);
  return measured;
}

/**
 * By how much the heap of a panel that lists 10,000 flows is larger than that of a panel without any, both after the whole
 * list has come and all garbage was collected; in kB, beside the length of what the worker lists, as JSON.
 */
async function memoryRounds(
  few: BrowserSession,
  many: BrowserSession,
  rounds: number,
): Promise<Round[]> {
  const [here, there] = [await openWatchedTab(few), await openWatchedTab(many)];
  await openPanel(there, many);
  const { flows, bytes } = await listedBytes(there);
  if (flows < STORED) throw new Error('not all flows are listed');
  const ours = async () => {
    await openPanel(there, many, flows);
    await openPanel(here, few);
    return ((await heapOf(there)) - (await heapOf(here))) / 1000;
  };
  return takeTurns(rounds, { ours, baseline: async () => bytes / 1000 }, { before: 1 });
}

/** Of all flows that the worker lists: how many, and how long they are as JSON. */
function listedBytes(page: Page): Promise<{ flows: number; bytes: number }> {
  return page.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: {
        runtime: {
          sendMessage(message: unknown): Promise<{ value: { flows: unknown[]; next?: unknown } }>;
        };
      };
    };
    const sum = { flows: 0, bytes: 0 };
    let after: unknown;
    do {
      const params = after ? { after } : {};
      const { value } = await chrome.runtime.sendMessage({ request: 'listFlows', params });
      sum.flows += value.flows.length;
      for (const flow of value.flows) {
        sum.bytes += new TextEncoder().encode(JSON.stringify(flow)).length;
      }
      after = value.next;
    } while (after);
    return sum;
  });
}
