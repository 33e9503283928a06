import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeToken } from '../fixtures/tokens.ts';
import { type Harness, openHarness } from './driver/harness.ts';

/** Milliseconds. */
const SHOWN = 300;
const LONGEST_TASK = 200;

const header = { alg: 'ES256' };
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`claim${at}`, `value ${at}`]));
const levels = JSON.parse(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`);

describe('large tokens, in chromium', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness('chromium');
    await harness.panel.click('tab', 'Tokens');
    await harness.panel.readAll(/Paste anything with a token in it/);
  });
  afterAll(() => harness?.close());

  it.each([
    ['1 MB', fakeToken(header, { text: 'x'.repeat(780_000) })],
    ['1 MB in many claims', fakeToken(header, many(22_000))],
    ['10,000 claims', fakeToken(header, many(10_000))],
    ['1,000 levels', fakeToken(header, { levels })],
    ['1 MB that is opaque', 'FAKE'.repeat(250_000)],
  ])('%s: shown at once, in short tasks', async (_what, token) => {
    const { panel, panelPage } = harness;
    const tries: { shownMs: number; longestMs: number }[] = [];
    // The first time also compiles what later times have; and a machine that does much else may be slow for some of them.
    while (tries.length < 8 && !isQuick(tries)) {
      tries.push(await panelPage.evaluate(showToken, token));
      await panel.readAll(/JW\d\d/);
      await panel.click('button', 'Empty the box');
      await panel.readAll(/Paste anything/);
    }
    expect(tries).toSatisfy(isQuick);
  });
});

/** Whether one of the times was soon enough, and whether one, that or another, had no long task. */
function isQuick(tries: readonly { shownMs: number; longestMs: number }[]): boolean {
  return (
    tries.some(({ shownMs }) => shownMs <= SHOWN) &&
    tries.some(({ longestMs }) => longestMs <= LONGEST_TASK)
  );
}

/** In the page: puts a text into the box; how long until it is drawn, and how long the longest task was, if over 50 ms. */
async function showToken(text: string): Promise<{ shownMs: number; longestMs: number }> {
  let longestMs = 0;
  const note = (entries: readonly PerformanceEntry[]) => {
    for (const { duration } of entries) longestMs = Math.max(longestMs, duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'longtask' });
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const box = document.querySelector<HTMLTextAreaElement>('#token-to-inspect');
  const size = String(text.length);
  if (!box) throw new Error('no box');
  await frame();
  const startedAt = performance.now();
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  while (!document.querySelector('.inspector-result')?.textContent?.includes(size)) await frame();
  // Two frames later the browser has drawn it.
  await frame();
  await frame();
  const shownMs = performance.now() - startedAt;
  // Findings on long tokens come after that, and count as tasks.
  while (!document.querySelector('.inspector-result .finding')) await frame();
  await frame();
  await frame();
  note(observer.takeRecords());
  observer.disconnect();
  return { shownMs, longestMs };
}
