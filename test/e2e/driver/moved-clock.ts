import type { Page } from 'puppeteer-core';
import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { poll } from '../../../scripts/browser/poll.ts';

/** Milliseconds that a clock is put ahead of the true time. */
export interface Moved {
  wallMs: number;
  monotonicMs: number;
}

/** Puts both clocks of a page under a test's hand, and counts its timers. */
const HOOKS = (wallMs: number) => `
  globalThis.moved = { wallMs: ${wallMs}, monotonicMs: 0, ticks: 0, timers: new Set() };
  {
    const { moved } = globalThis;
    const now = Date.now.bind(Date);
    Date.now = () => now() + moved.wallMs;
    const monotonic = performance.now.bind(performance);
    performance.now = () => monotonic() + moved.monotonicMs;
    const begin = setInterval;
    const end = clearInterval;
    globalThis.setInterval = (run, ...rest) => {
      const id = begin((...given) => { moved.ticks += 1; run(...given); }, ...rest);
      moved.timers.add(id);
      return id;
    };
    globalThis.clearInterval = (id) => { moved.timers.delete(id); end(id); };
  }`;

/** Opens the panel in a tab whose clocks can be moved; its wall clock may be wrong from the start. */
export async function openMovedPanel(session: BrowserSession, wallMs = 0): Promise<Page> {
  const page = await session.newPage();
  await page.evaluateOnNewDocument(HOOKS(wallMs));
  await page.goto(`${session.extensionOrigin}/src/panel/panel.html`);
  return page;
}

export async function moveClock(page: Page, by: Partial<Moved>): Promise<void> {
  await page.evaluate(
    `moved.wallMs += ${by.wallMs ?? 0}; moved.monotonicMs += ${by.monotonicMs ?? 0}`,
  );
}

/** The page's repeating timers now, and how often one has run. */
export async function timersOf(page: Page): Promise<{ timers: number; ticks: number }> {
  const [timers, ticks] = (await page.evaluate('[moved.timers.size, moved.ticks]')) as [
    number,
    number,
  ];
  return { timers, ticks };
}

/** Moves the worker's clock: it is the same computer's. Gone when the worker stops. */
export async function moveWorkerClock({ browser }: BrowserSession, byMs: number): Promise<void> {
  const target = await browser.waitForTarget((one) => one.type() === 'service_worker');
  const devtools = await target.createCDPSession();
  const expression = `{ const now = Date.now.bind(Date); Date.now = () => now() + ${byMs}; }`;
  await devtools.send('Runtime.evaluate', { expression });
  // With an open session the worker would never sleep again.
  await devtools.detach();
}

/** Seconds that a timer shows as left, below zero when it is over; waits until it shows some that fit. */
export function secondsShown(
  page: Page,
  fits: (seconds: number) => boolean,
  region = 'Access token',
): Promise<number> {
  const look = async () => {
    const text = await page.evaluate(
      (name) =>
        document.querySelector(`section[aria-label="${name}"] [role=timer]`)?.textContent ?? '',
      region,
    );
    const seconds = secondsIn(text);
    return seconds !== undefined && fits(seconds) ? seconds : undefined;
  };
  return poll(look, { awaited: 'a timer that fits' });
}

const UNITS = { day: 86_400, hr: 3600, min: 60, sec: 1 } as const;

function secondsIn(text: string): number | undefined {
  if (/just now/.test(text)) return 0;
  const parts = [...text.matchAll(/(\d+) (day|hr|min|sec)/g)];
  if (parts.length === 0) return undefined;
  const sum = parts.reduce(
    (total, [, count, unit]) => total + Number(count) * UNITS[unit as keyof typeof UNITS],
    0,
  );
  return /Expired/.test(text) ? -sum : sum;
}
