import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { type Harness, openHarness } from './driver/harness.ts';

/** Queries of all sorts, with the letters of "code" in them but none that could answer a request. */
const UNRELATED = [
  '',
  '?page=2',
  '?q=what+is+a+code',
  '?barcode=1',
  '?error_page=no',
  '#code=none',
];

describe('a stopped worker, in chromium', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness('chromium');
    // What a panel that opens still wants to know, it asks again of a worker that was stopped.
    await harness.panel.find('region', 'Start a flow at a bank');
  });
  afterAll(() => harness?.close());
  beforeEach(async () => {
    await harness.session.stopWorker();
    expect(await harness.session.isWorkerRunning()).toBe(false);
  });

  it('sleeps on through twenty pages that are none of its business', async () => {
    const { session, bank } = harness;
    const page = await session.newPage();
    for (let visit = 0; visit < 20; visit += 1) {
      const query = UNRELATED[visit % UNRELATED.length] ?? '';
      await page.goto(`${bank.urls.app}${visit % 2 === 0 ? '/' : '/callback'}${query}`);
      expect(await session.isWorkerRunning(), `after ${page.url()}`).toBe(false);
    }
  });

  it('wakes for a page with a code', async () => {
    const { session, bank } = harness;
    const page = await session.newPage();
    await page.goto(`${bank.urls.app}/callback?code=nobody-waits-for-it`);
    await poll(async () => (await session.isWorkerRunning()) || undefined, {
      awaited: 'the worker to run',
    });
  });
});
