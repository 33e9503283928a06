import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { appSightings } from './driver/app-sightings.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { openBpceFlow, tokenRequests } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';

const AUTHORIZE = '/stet/psd2/oauth/authorize';
/** How banks answer, by the fault that makes ours do so. */
const STYLES = {
  query: undefined,
  fragment: 'fragment',
  script: 'script',
  form_post: 'form-post',
} as const;
type Style = keyof typeof STYLES;
const APPS = ['no worker', 'from cache', 'from network'] as const;
type App = (typeof APPS)[number];

describe.each(['chromium', 'firefox'] as const)('a held redirect, in %s', (kind) => {
  let harness: Harness;
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
    const rows = Object.keys(STYLES).map((style) =>
      [style, ...APPS.map((app) => table.get(`${style}, ${app}`) ?? '?')]
        .map((cell) => cell.padEnd(14))
        .join(''),
    );
    console.log(
      [
        `${kind}: who saw the answer`,
        ['', ...APPS].map((cell) => cell.padEnd(14)).join(''),
        ...rows,
      ].join('\n'),
    );
  });
  beforeEach(async () => {
    await harness.reset();
    // In Firefox, the driver loses sight of tabs that the extension sent to a page of its own.
    await harness.panelPage.evaluate(`chrome.tabs.getCurrent().then(async ({ id }) => {
      const others = (await chrome.tabs.query({})).filter((tab) => tab.id !== id);
      await chrome.tabs.remove(others.map((tab) => tab.id));
    })`);
  });

  const host = (app: App) =>
    app === 'no worker'
      ? harness.bank.urls.app
      : harness.bank.urls.appWithWorker(app === 'from cache' ? 'cache' : 'network');

  /** A flow whose answer was captured and is held; ends with the panel in front. */
  async function holdAnswer(style: Style, app: App = 'no worker'): Promise<Page> {
    const fault = STYLES[style];
    const page = await openBpceFlow(harness, { redirectUri: `${host(app)}/callback` });
    if (fault) harness.bank.control.faults({ kind: fault, path: AUTHORIZE });
    await logInAtBank(page);
    await harness.panel.find('button', 'Exchange code');
    return page;
  }

  const cells = Object.keys(STYLES).flatMap((style) =>
    APPS.map((app): [Style, App] => [style as Style, app]),
  );
  it.each(cells)('answered by %s, is not seen by an app with %s', async (style, app) => {
    await holdAnswer(style, app);
    const seen = appSightings(harness.bank);
    table.set(
      `${style}, ${app}`,
      Object.entries(seen)
        .filter(([, count]) => count > 0)
        .map(([who]) => who)
        .join('+') || 'held',
    );
    expect(seen).toEqual({ server: 0, page: 0, worker: 0 });
    await harness.panel.openDetail('Redirect');
    await harness.panel.click('button', 'Discard code');
    await harness.panel.readAll(/You discarded the code/);
  });
});
