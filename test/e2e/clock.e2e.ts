import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlowEvent } from '../../src/core/flow/flow-event.ts';
import { foldFlow } from '../../src/core/flow/flow-state.ts';
import { shownRow, summariseFlow } from '../../src/core/flow/flow-summary.ts';
import { askWorker } from './driver/ask-worker.ts';
import { BPCE } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import {
  moveClock,
  moveWorkerClock,
  openMovedPanel,
  secondsShown,
  timersOf,
} from './driver/moved-clock.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { PanelDriver } from './driver/panel-driver.ts';

const ROW = `${BPCE}, Payment initiation, Practice, Tokens received`;
const HOURS_26 = 26 * 3_600_000;
const MINUTES_90 = 90 * 60_000;
const TEN_MINUTES = 600_000;

/** Each case moves the clocks of a page of its own, and looks at the token that the first one got. */
describe('countdowns, whatever becomes of the clock, in chromium', () => {
  let harness: Harness;
  let events: FlowEvent[];
  /** true seconds since 1970 at which the token ends */
  let endsAt: number;

  beforeAll(async () => {
    harness = await openHarness('chromium');
    const { panel, panelPage, bank } = harness;
    await fillNewFlow(panel, { bank: BPCE, service: 'Payment initiation', port: bank.port });
    await panel.click('button', 'Request token');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    await readFlow(panelPage);
  });
  afterAll(() => harness?.close());
  beforeEach(async () => {
    for (const page of await harness.session.browser.pages()) {
      if (page !== harness.panelPage) await page.close();
    }
  });

  async function readFlow(page: Page) {
    const { flows } = (await askWorker(page, 'listFlows', {})) as { flows: { flowId: string }[] };
    const { flowId } = flows[0] ?? { flowId: '' };
    ({ events } = (await askWorker(page, 'readFlow', { flowId })) as { events: FlowEvent[] });
    const token = foldFlow(events)?.tokens.find(({ replaced }) => !replaced);
    endsAt = Math.floor((token?.receivedAtMs ?? 0) / 1000) + (token?.expires_in ?? 0);
  }

  /** A panel of its own at the token; its clock may be wrong from the start. */
  async function openToken(wallMs = 0): Promise<{ page: Page; panel: PanelDriver }> {
    const page = await openMovedPanel(harness.session, wallMs);
    const panel = new PanelDriver(page);
    await panel.click('row', ROW);
    await panel.openDetail('Tokens');
    await panel.find('region', 'Access token');
    return { page, panel };
  }

  /** What a timer must show after so much time: within a second. */
  const isRight =
    (passedMs = 0) =>
    (seconds: number) =>
      Math.abs(seconds - (endsAt - (Date.now() + passedMs) / 1000)) <= 1.5;

  it('is right at once after ten minutes hidden, without a timer meanwhile', async () => {
    const { page } = await openToken();
    await secondsShown(page, isRight());
    expect((await timersOf(page)).timers).toBe(1);
    await harness.panelPage.bringToFront();
    await page.waitForFunction('document.hidden && moved.timers.size === 0');
    const { ticks } = await timersOf(page);
    await moveClock(page, { wallMs: TEN_MINUTES, monotonicMs: TEN_MINUTES });
    expect(await timersOf(page)).toEqual({ timers: 0, ticks });
    await page.bringToFront();
    await page.waitForFunction('!document.hidden && moved.timers.size === 1');
    // Shown again, and no tick of the timer needed.
    const shown = await secondsShown(page, () => true);
    expect(shown, 'seconds left').toSatisfy(isRight(TEN_MINUTES));
  });

  it('takes the computer’s sleep as time that has passed', async () => {
    const { page, panel } = await openToken();
    await moveClock(page, { wallMs: TEN_MINUTES });
    await secondsShown(page, isRight(TEN_MINUTES));
    await panel.readAll(/went ahead by 10 mins/);
  });

  it('is right after the worker died', async () => {
    const { page } = await openToken();
    await harness.session.stopWorker();
    await secondsShown(page, isRight());
    await page.reload();
    const panel = new PanelDriver(page);
    await panel.click('row', ROW);
    await panel.openDetail('Tokens');
    await secondsShown(page, isRight());
  });

  it('counts on when the clock is set back 26 h', async () => {
    const { page, panel } = await openToken();
    await moveClock(page, { wallMs: -HOURS_26 });
    await panel.readAll(/went back by 1 day,? 2 hr/);
    await secondsShown(page, isRight());
  });

  it('calls nothing valid when the clock goes 26 h ahead, until one says that no time has passed', async () => {
    const { page, panel } = await openToken();
    await moveClock(page, { wallMs: HOURS_26 });
    await secondsShown(page, (seconds) => seconds < -24 * 3600);
    await panel.click('button', 'That time has not passed');
    await secondsShown(page, isRight());
  });

  it('keeps a token over that was over when the clock is set back', async () => {
    const { page, panel } = await openToken();
    await moveClock(page, { wallMs: MINUTES_90, monotonicMs: MINUTES_90 });
    await secondsShown(page, isRight(MINUTES_90));
    await moveClock(page, { wallMs: -HOURS_26 });
    await panel.readAll(/went back by/);
    await secondsShown(page, isRight(MINUTES_90));
  });

  it('says what is the most that can be left when the clock was set back while nobody looked', async () => {
    const { panel } = await openToken(-HOURS_26);
    await panel.read('Access token', /At most \d+ mins.* left/);
    await panel.readAll(/before what this flow recorded last/);
  });

  it('runs one timer for a thousand countdowns, redraws those in view, and none when hidden', async () => {
    const { page } = await openToken();
    await readFlow(page);
    await harness.panelPage.evaluate(
      `chrome.runtime.sendMessage(${JSON.stringify(thousandTokens(events))}).catch(() => undefined)`,
    );
    await page.bringToFront();
    await page.waitForFunction("document.querySelectorAll('[role=timer]').length >= 1000");
    expect((await timersOf(page)).timers).toBe(1);
    const redrawn = (await page.evaluate(COUNT_REDRAWN)) as { timers: number; inView: number };
    expect(redrawn.timers).toBeGreaterThan(0);
    expect(redrawn.timers).toBeLessThanOrEqual(redrawn.inView);
    expect(redrawn.inView).toBeLessThan(50);
    await harness.panelPage.bringToFront();
    await page.waitForFunction('document.hidden && moved.timers.size === 0');
  });

  // The last one: what the worker records by its moved clock stays.
  it('is put right by the bank’s next answer', async () => {
    const { page, panel } = await openToken(-HOURS_26);
    await moveWorkerClock(harness.session, -HOURS_26);
    await panel.click('button', 'My clock is right');
    await panel.click('button', 'Call payment request');
    await panel.read('Access token', /payment request: 200/);
    await panel.readAll(/The bank's clock is 1 day,? 2 hr/);
    await secondsShown(page, isRight());
    await harness.session.stopWorker();
  });
});

/** Over three ticks: the timers that changed, and those that can be seen. */
const COUNT_REDRAWN = `new Promise((done) => {
  const changed = new Set();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const timer = target.parentElement?.closest('[role=timer]') ?? target.closest?.('[role=timer]');
      if (timer) changed.add(timer);
    }
    if (moved.ticks < until) return;
    observer.disconnect();
    const inView = [...document.querySelectorAll('[role=timer]')].filter((timer) => {
      const { top, bottom } = timer.getBoundingClientRect();
      return bottom >= 0 && top <= innerHeight;
    });
    done({ timers: changed.size, inView: inView.length });
  });
  const until = moved.ticks + 4;
  observer.observe(document.body, { subtree: true, characterData: true, childList: true });
})`;

/** What the worker would say of an answer with a thousand tokens in it. */
function thousandTokens(events: readonly FlowEvent[]) {
  const flow = foldFlow(events);
  const before = events.find(({ happening }) => happening.kind === 'call_answered');
  if (!flow || before?.happening.kind !== 'call_answered') throw new Error('no answer to go by');
  const [token] = before.happening.tokens;
  if (!token) throw new Error('no token to go by');
  const tokens = Array.from({ length: 1000 }, (_, at) => ({
    ...token,
    secret: { ...token.secret, id: `fake-${at}` },
    // With the seconds in their texts, so that every tick changes them.
    expires_in: 1000 + at,
  }));
  const sequence = flow.nextSequence;
  const flowEvent = { ...before, sequence, happening: { ...before.happening, tokens } };
  return {
    event: 'flows_changed',
    summaries: [shownRow(summariseFlow(flow))],
    flowEvents: [flowEvent],
  };
}
