import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { BROWSERS, cases } from '../extent.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { openBpceFlow, tokenRequests } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import {
  appSightings,
  heldAnswers,
  holdRuleCount,
  letHoldsExpire,
  tabTitled,
  untilNoRules,
} from './driver/held.ts';

const AUTHORIZE = '/stet/psd2/oauth/authorize';
const UNSEEN = { server: 0, page: 0, worker: 0 };
/** How banks answer, with the fault that makes ours do so. */
const STYLES = [
  ['query', undefined],
  ['fragment', 'fragment'],
  ['script', 'script'],
  ['form_post', 'form-post'],
] as const;
type Fault = (typeof STYLES)[number][1];

describe.each(BROWSERS)('a held redirect, in %s', (kind) => {
  let harness: Harness;
  /** what was seen, by style and app */
  const table = new Map<string, string>();

  beforeAll(async () => {
    harness = await openHarness(kind);
    const page = await harness.session.newPage();
    for (const answersFrom of ['cache', 'network'] as const) {
      await page.goto(`${harness.bank.urls.appWithWorker(answersFrom)}/with-worker`);
      await poll(async () => (await page.title()) === 'Worker ready' || undefined, {
        awaited: `the app's worker, ${answersFrom}`,
      });
    }
    await harness.panel.click('switch', 'Hold redirects');
  });
  afterAll(async () => {
    await harness?.close();
    const apps = ['no worker', 'cache', 'network'];
    const rows = STYLES.map(([style]) => [style, ...apps.map((app) => table.get(style + app))]);
    const line = (cells: (string | undefined)[]) =>
      cells.map((cell = '?') => cell.padEnd(12)).join('');
    console.log([`seen, in ${kind}`, ...[['', ...apps], ...rows].map(line)].join('\n'));
  });
  beforeEach(async () => {
    await harness.reset();
    // What an earlier test left held ends with the list.
    await harness.panel.click('button', 'Clear');
    await untilNoRules(harness.panelPage);
    // In Firefox, the driver loses sight of tabs that the extension sent to a page of its own.
    await harness.panelPage.evaluate(`chrome.tabs.getCurrent().then(async ({ id }) => {
      const others = (await chrome.tabs.query({})).filter((tab) => tab.id !== id);
      await chrome.tabs.remove(others.map((tab) => tab.id));
    })`);
  });

  /** A flow that waits at the bank, its redirect held. */
  function openFlow(app = harness.bank.urls.app) {
    return openBpceFlow(harness, { redirectUri: `${app}/callback` });
  }

  /** A flow whose answer is held; ends on its Redirect tab. */
  async function holdAnswer(fault: Fault, app?: string): Promise<void> {
    const page = await openFlow(app);
    if (fault) harness.bank.control.faults({ kind: fault, path: AUTHORIZE });
    await logInAtBank(page);
    await harness.panel.find('button', 'Exchange code');
    await harness.panel.openDetail('Redirect');
  }

  function noteSeen(style: string, app: string): void {
    const seen = Object.entries(appSightings(harness.bank)).filter(([, count]) => count > 0);
    table.set(style + app, seen.map(([who]) => who).join('+') || 'held');
    expect(seen).toEqual([]);
  }

  async function discard(): Promise<void> {
    const { panel, panelPage } = harness;
    await panel.click('button', 'Discard code');
    await panel.readAll(/You discarded the code/);
    await untilNoRules(panelPage);
  }

  describe.each(cases(STYLES, 1))('answered by %s', (style, fault) => {
    it('does not reach the app before it is released, then does unchanged', async () => {
      const { bank, panel, panelPage } = harness;
      await holdAnswer(fault);
      await panel.read('Hold', /kept from app\.localhost.*left/);
      await tabTitled(panelPage, 'The answer is held');
      noteSeen(style, 'no worker');

      await panel.click('button', 'Release to app');
      await poll(async () => appSightings(bank).page === 1 || undefined, { awaited: 'the app' });
      const kept = await heldAnswers(panelPage);
      const arrived = bank.control.log().find(({ path }) => path === '/callback');
      if (style === 'form_post') {
        const form = arrived?.body.map(([name, value]) => ({ name, value })) ?? [];
        expect(form.map(({ name }) => name)).toContain('code');
        expect(kept).toContainEqual({ url: `${bank.urls.app}/callback`, form });
      } else {
        const title = style === 'fragment' ? 'No answer' : 'An answer arrived';
        const landed = await tabTitled(panelPage, `${title} · Budget Bee`);
        expect(landed).toMatch(/[?#]code=/);
        expect(kept).toContainEqual({ url: landed });
      }
      await panel.readAll(/The answer was given to the app/);
      expect(await panel.lacks('button', 'Exchange code')).toBe(true);
      expect(appSightings(bank)).toEqual({ server: 1, page: 1, worker: 0 });
      await untilNoRules(panelPage);
    });

    it.each(['cache', 'network'] as const)(
      'is not seen by a service worker that answers from the %s',
      async (answersFrom) => {
        await holdAnswer(fault, harness.bank.urls.appWithWorker(answersFrom));
        noteSeen(style, answersFrom);
        await discard();
        expect(appSightings(harness.bank)).toEqual(UNSEEN);
      },
    );
  });

  it('is exchanged here, and the app gets nothing', async () => {
    const { bank, panel, panelPage } = harness;
    await holdAnswer(undefined, bank.urls.appWithWorker('network'));
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests(harness)).toHaveLength(1);
    await tabTitled(panelPage, 'The code was exchanged in the OAuth panel');
    await untilNoRules(panelPage);
    expect(appSightings(bank)).toEqual(UNSEEN);
  });

  it('is held by a worker that was stopped while the person was at the bank', async () => {
    const { bank, panel, session } = harness;
    const page = await openFlow(bank.urls.appWithWorker('cache'));
    await panel.readAll(/Last page seen \S+\/oauth\/authorize/);
    await session.stopWorker();
    expect(await session.isWorkerRunning()).toBe(false);
    await logInAtBank(page);
    await panel.openDetail('Redirect');
    await panel.find('button', 'Release to app');
    expect(appSightings(bank)).toEqual(UNSEEN);
    await discard();
  });

  it('is let go after a quarter of an hour', async () => {
    const { bank, panel, panelPage } = harness;
    const page = await openFlow();
    await panel.read('Hold', /will be kept from app\.localhost.*14 min/);
    expect(await holdRuleCount(panelPage)).toBeGreaterThan(0);
    await letHoldsExpire(harness);
    await panel.readAll(/The hold ended after 15 minutes/);
    await untilNoRules(panelPage);
    await logInAtBank(page);
    await panel.find('button', 'Exchange code');
    await poll(() => appSightings(bank).page === 1 || undefined, { awaited: 'the app' });
    expect(appSightings(bank)).toMatchObject({ server: 1 });
  });

  it('of two flows at once is released to the app without the other', async () => {
    const { bank, panel, panelPage } = harness;
    const first = await openFlow();
    await logInAtBank(first);
    await panel.find('button', 'Exchange code');
    await first.close().catch(() => undefined);
    const second = await openFlow();
    await panel.comeToFront();
    const rows = await panelPage.$$('tr[data-row]');
    await rows[1]?.click();
    await panel.openDetail('Redirect');
    await panel.click('button', 'Release to app');
    await poll(async () => appSightings(bank).page === 1 || undefined, { awaited: 'the app' });
    await logInAtBank(second);
    await panel.readAll(/Code captured/);
    expect(appSightings(bank)).toMatchObject({ server: 1, page: 1 });
    expect(await holdRuleCount(panelPage)).toBeGreaterThan(0);
  });

  it('ends when the list is cleared', async () => {
    const { panel, panelPage } = harness;
    await openFlow();
    await poll(async () => (await holdRuleCount(panelPage)) > 0 || undefined, { awaited: 'rules' });
    await panel.click('button', 'Clear');
    await untilNoRules(panelPage);
  });
});
