import type { Page } from 'puppeteer-core';
import { openBankAndBrowser } from '../../e2e/driver/harness.ts';
import { recordEvents, startFlow } from '../load/costs.ts';
import { openPanel, openWatchedTab } from '../load/opened-panel.ts';
import { openQuietPage } from '../load/quiet-page.ts';
import { count, figure, middleOf } from './figures.ts';

const COUNTS = [1, 5, 20];
const TIMES = 5;

/** What panels cost that are open at the same time: messages that reach them, and the time of an event. */
export async function panelRows(): Promise<Record<string, string>[]> {
  const { session, close } = await openBankAndBrowser('chromium');
  try {
    const quiet = await openQuietPage(session);
    const flow = await startFlow(quiet);
    const panels: Page[] = [];
    const rows: Record<string, string>[] = [];
    for (const open of COUNTS) {
      while (panels.length < open) {
        const panel = await openWatchedTab(session);
        await openPanel(panel, session);
        await panel.evaluate(hear);
        panels.push(panel);
      }
      const before = await heard(panels);
      const took = await middleOf(TIMES, () => recordEvents(quiet, flow));
      const messages = (await heard(panels)) - before;
      rows.push({
        'open panels': count(open),
        'messages for each event': figure(messages / (TIMES * 20), 'messages'),
        'recording an event': figure(took, 'ms'),
      });
    }
    for (const panel of panels) await panel.close();
    return rows;
  } finally {
    await close();
  }
}

/** Runs in a panel: counts what the worker tells it. */
function hear(): void {
  const { chrome } = globalThis as unknown as {
    chrome: {
      runtime: { onMessage: { addListener(listener: (message: object) => void): void } };
    };
  };
  const scope = globalThis as typeof globalThis & { heard?: number };
  scope.heard = 0;
  chrome.runtime.onMessage.addListener((message) => {
    if ('event' in message) scope.heard = (scope.heard ?? 0) + 1;
  });
}

async function heard(panels: readonly Page[]): Promise<number> {
  const counts = await Promise.all(
    panels.map((panel) =>
      panel.evaluate(() => (globalThis as typeof globalThis & { heard?: number }).heard ?? 0),
    ),
  );
  return counts.reduce((sum, one) => sum + one, 0);
}
