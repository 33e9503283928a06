import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { panelPath } from '../../../scripts/browser/browser-session.ts';
import { poll } from '../../../scripts/browser/poll.ts';
import { writeFlowFile } from '../../../src/core/record/flow-file.ts';
import { askWorker } from '../../e2e/driver/ask-worker.ts';
import { dropFiles } from '../../e2e/driver/drop-files.ts';
import { openBankAndBrowser } from '../../e2e/driver/harness.ts';
import { PanelDriver } from '../../e2e/driver/panel-driver.ts';
import * as happenings from '../../fixtures/happenings.ts';
import { countOf } from '../metric.ts';
import { bundleFor } from '../page-bundle.ts';
import type { Section } from '../section.ts';
import type { Busyness } from './count-page.ts';
import { openQuietPage } from './quiet-page.ts';

const HIDDEN_MS = 10_000;
/** Events of the worker in that time. */
const EVENTS = 20;

/**
 * A panel with the countdown of a token in it, told as DevTools tells it that another panel is in front (`panel-hidden`), for
 * ten seconds in which the worker takes twenty flows over. Timers and frames of it that come due are counted, messages that
 * reach a listener or leave, and changes of its page. After that it is shown again, and must list all of them.
 */
export const hiddenSection: Section = {
  ids: ['P22-timers', 'P22-frames', 'P22-messages', 'P22-renders'],
  where: ['chromium'],
  async measure() {
    const { session, close } = await openBankAndBrowser('chromium');
    try {
      const other = await openQuietPage(session);
      const page = await session.newPage();
      await page.evaluateOnNewDocument(await bundleFor('test/bench/load/count-page.ts', 'counts'));
      await page.goto(session.extensionOrigin + panelPath);
      await showToken(page);
      await poll(async () => (await busyness(page)).pending === 0 || undefined, {
        awaited: 'what the panel still says',
        timeoutMs: 30_000,
      });
      await page.evaluate(() => window.dispatchEvent(new Event('panel-hidden')));
      await busyness(page);
      for (let at = 0; at < EVENTS; at += 1) {
        await importFlow(other, `hidden-${at}`);
        await delay(HIDDEN_MS / EVENTS);
      }
      const { timers, frames, messages, drawn } = await busyness(page);
      await page.evaluate(() => window.dispatchEvent(new Event('panel-shown')));
      await new PanelDriver(page).readAll(new RegExp(`(^|\\s)${EVENTS + 1} flows`));
      const line = (id: string, name: string, count: number, must: number | null) =>
        countOf(
          { id, name: `${name} of a hidden panel in ten seconds`, must, goal: must && 0 },
          [count],
          name,
        );
      return [
        line('P22-timers', 'timers', timers, 0),
        line('P22-frames', 'animation frames', frames, 0),
        line('P22-messages', 'messages', messages, 0),
        line('P22-renders', 'changes', drawn, 0),
      ];
    } finally {
      await close();
    }
  },
};

async function showToken(page: Page): Promise<void> {
  const { started, opened, captured, prepared, sent, answered, token } = happenings;
  const lives = { ...token('access_token', 't1'), receivedAtMs: Date.now(), expires_in: 3600 };
  const events = happenings.record(
    started(),
    opened(),
    captured('code'),
    prepared('c1', 'exchange'),
    sent('c1'),
    answered('c1', 'tokens', [lives]),
  );
  await dropFiles(page, [{ name: 'one.json', text: writeFlowFile([{ flowId: 'f1', events }]) }]);
  const panel = new PanelDriver(page);
  await panel.openDetail('Tokens');
  await poll(
    () => page.evaluate(() => document.querySelector('[role=timer]') !== null || undefined),
    {
      awaited: 'a countdown',
    },
  );
}

async function importFlow(page: Page, flowId: string): Promise<void> {
  const events = happenings.record(happenings.started()).map((event) => ({ ...event, flowId }));
  await askWorker(page, 'importFlows', { flows: [{ flowId, events }] });
}

function busyness(page: Page): Promise<Busyness> {
  return page.evaluate(() => {
    const { busy } = (globalThis as unknown as { counts: { busy: Busyness } }).counts;
    const told = { ...busy };
    Object.assign(busy, { timers: 0, frames: 0, messages: 0, drawn: 0 });
    return told;
  });
}
