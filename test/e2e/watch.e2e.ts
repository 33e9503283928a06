import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDevToolsPanel } from '../../scripts/browser/devtools-panel.ts';
import { openFirefoxToolbox } from '../../scripts/browser/firefox-toolbox.ts';
import { poll } from '../../scripts/browser/poll.ts';
import { BROWSERS } from '../extent.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { type BankAndBrowser, openBankAndBrowser } from './driver/harness.ts';
import { secretsAtBank, secretsIn, secretsInMemory } from './driver/secrets.ts';
import { readStoredData } from './driver/stored-data.ts';
import { evaluatedFrame, ToolboxDriver } from './driver/toolbox-driver.ts';

const BANK = 'Practice bank (OpenID)';
const SWITCH = 'Watch this tab';

describe.each(BROWSERS)('watching the inspected tab, in %s', (kind) => {
  let opened: BankAndBrowser;
  let page: Page;
  let surface: ReturnType<typeof evaluatedFrame>;
  let panel: ToolboxDriver;

  beforeAll(async () => {
    // The package as it ships: nothing is granted.
    opened = await openBankAndBrowser(kind, { hosts: [] });
    page = await opened.session.newPage(opened.bank.urls.pageApp);
    await page.click('#connect');
    await page.waitForSelector('#user');
    surface =
      kind === 'firefox'
        ? await openFirefoxToolbox(opened.session, page)
        : evaluatedFrame((await openDevToolsPanel(opened.session, page, 'OAuth')).panel);
    panel = new ToolboxDriver(surface);
    await panel.read(/Watching this tab/);
  });
  afterAll(() => opened?.close());

  it('lists what is left of a flow that began before the panel was open', async () => {
    await logInAtBank(page, { sms: false });
    await arrivedAt(/Connected/);
    const [name = ''] = await panel.rows(([first = '']) => /Tokens received, watched$/.test(first));
    expect(name.startsWith(BANK)).toBe(true);
  });

  it('lists the flow that a page runs, with its bank, its steps and its tokens', async () => {
    await connect('connect');
    await openRow(/Tokens received, watched$/);
    await panel.read(/Run by the page/);
    expect((await newest()).startsWith(BANK)).toBe(true);
    await panel.read(/Expires in/, 'Access token');
    for (const name of ['Refresh', 'Exchange code', 'Run again', 'Discard code']) {
      expect(await panel.lacks(name), name).toBe(true);
    }
    await openTab('Timeline');
    await panel.read(/opened the authorization URL.*interaction.*was sent there.*Code exchange/);
    await page.click('#renew');
    await openTab('Tokens');
    await panel.read(/Replaced/, 'Replaced refresh token');
  });

  it('keeps no secret but in memory', async () => {
    const { session, ...lasting } = await readStoredData(surface);
    const kept = JSON.stringify(lasting);
    const secrets = [
      ...secretsAtBank(opened.bank),
      ...secretsInMemory({ session }).map(({ value }) => value),
    ].filter((value) => value !== '');
    expect(secrets.length).toBeGreaterThan(6);
    expect(secretsIn(kept, secrets)).toEqual([]);
  });

  it.each([
    ['state', /Tokens received/, /AQ06/],
    ['verifier', /Refused/, /TQ08/],
    ['leak', /Tokens received/, /AP19/],
  ])('finds the slip of a page: %s', async (slip, phase, finding) => {
    await connect(slip);
    await openRow(phase);
    await openTab('Findings');
    await panel.read(finding);
  });

  it('lists what is asked in a frame, without a login, also while the worker sleeps', async () => {
    await page.goto(opened.bank.urls.pageApp);
    await opened.session.stopWorker();
    await page.click('#silent');
    await openRow(/Refused by bank, watched$/);
    await panel.read(/login_required/);
  });

  it('does not list a flow again that was opened from here', async () => {
    const before = await rowCount();
    await panel.click('New flow');
    await panel.choose('Bank', BANK);
    await panel.fill('Practice bank port', String(opened.bank.port));
    await panel.read(new RegExp(`localhost:${opened.bank.port}/`));
    await panel.click('Open in inspected tab');
    await panel.read(/Waiting for/);
    await logInAtBank(page, { sms: false });
    await panel.read(/sent a code/);
    await arrivedAt(/An answer arrived/);
    await connect('connect');
    const rows = await panel.rows((names) => names.length >= before + 2);
    expect(rows).toHaveLength(before + 2);
    expect(rows.slice(0, 2).map((name) => / watched$/.test(name))).toEqual([true, false]);
  });

  it('records nothing while it is off', async () => {
    const before = await rowCount();
    await panel.click(SWITCH);
    await panel.read(/^(?!.*Watching this tab)/);
    await connect('connect');
    await panel.click(SWITCH);
    await panel.read(/Watching this tab/);
    await page.goto(opened.bank.urls.pageApp);
    await page.click('#silent');
    await panel.rows((names) => names.length === before + 1);
  });

  async function connect(button: string) {
    await page.goto(opened.bank.urls.pageApp);
    await page.click(`#${button}`);
    await logInAtBank(page, { sms: false });
    await arrivedAt(/Connected|invalid_grant/);
  }

  function arrivedAt(text: RegExp) {
    const read = () => page.evaluate('document.body.innerText').catch(() => '');
    return poll(async () => text.test(String(await read())) || undefined, {
      awaited: `the app saying ${text}`,
    });
  }

  /** A tab's name ends with how much there is behind it. */
  function openTab(name: string) {
    return panel.click(new RegExp(`^${name}`), '[aria-label="Details of the flow"] [role=tab]');
  }

  /** Opens the newest flow once it has come so far. */
  async function openRow(fits: RegExp) {
    const [name = ''] = await panel.rows(([first = '']) => fits.test(first));
    await panel.click(name, '[data-row]');
    // Until then a tab that is pressed is of the flow before.
    await panel.find(name, '[data-row][aria-selected="true"]');
  }

  async function newest() {
    const [name = ''] = await panel.rows(() => true);
    return name;
  }

  async function rowCount() {
    return (await panel.rows(() => true)).length;
  }
});
