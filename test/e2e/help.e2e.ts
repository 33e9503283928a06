import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { BROWSERS } from '../extent.ts';
import { axeComplaints } from './driver/axe.ts';
import { tabAt } from './driver/bank-tab.ts';
import { BPCE } from './driver/bpce-flow.ts';
import { goOffline } from './driver/browser-offline.ts';
import { chooseTool } from './driver/choose-tool.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithTokens } from './driver/kept-flow.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { press } from './driver/press.ts';
import { readQr } from './driver/read-qr.ts';

describe.each(BROWSERS)('help, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
    const { panel, bank } = harness;
    await fillNewFlow(panel, { bank: BPCE, service: 'Account information', port: bank.port });
  });
  afterAll(() => harness?.close());

  /** What is said of the name that is pointed at or has the focus; empty where nothing is. */
  const tip = () =>
    harness.panelPage.evaluate(
      () => document.querySelector<HTMLElement>('[role=tooltip]')?.innerText ?? '',
    );
  const untilTip = (fits: RegExp) =>
    poll(async () => fits.test(await tip()) || undefined, { awaited: `a tip saying ${fits}` });

  it('says what a parameter means to who points at it, and Escape closes it', async () => {
    const { panel, panelPage } = harness;
    await panel.find('button', 'response_type');
    const name = await panelPage.$('.url-text button.term');
    await name?.hover();
    await untilTip(/What the redirect shall bring/);
    expect(await tip()).toMatch(/Required: authorization request/);
    // It stays while the pointer is on it, and lies beside the name.
    const [shown, named] = await Promise.all(
      ['[role=tooltip]', '.url-text button.term'].map((one) =>
        panelPage.$eval(one, (node) => node.getBoundingClientRect().toJSON()),
      ),
    );
    expect(shown.top >= named.bottom || shown.bottom <= named.top).toBe(true);
    await panelPage.mouse.move(shown.x + 20, shown.y + 10, { steps: 4 });
    expect(await tip()).toMatch(/What the redirect/);
    expect(await axeComplaints(panelPage)).toEqual([]);
    await panelPage.keyboard.press('Escape');
    await untilTip(/^$/);
  });

  it('says it to the keyboard, name by name, and Tab goes on to the source', async () => {
    const { panelPage } = harness;
    await panelPage.mouse.move(1, 1);
    await panelPage.$eval('.url-text button.term', (node) =>
      (node as HTMLElement).focus({ focusVisible: true }),
    );
    await untilTip(/What the redirect/);
    await panelPage.keyboard.press('ArrowDown');
    await poll(async () => (!/What the redirect/.test(await tip()) && (await tip())) || undefined, {
      awaited: 'the tip of the next name',
    });
    const stops = await panelPage.$$eval(
      '.url-text button.term',
      (all) => all.filter((one) => (one as HTMLElement).tabIndex === 0).length,
    );
    expect(stops).toBe(1);
    await panelPage.keyboard.press('Tab');
    const link = await panelPage.evaluate(() => (document.activeElement as HTMLAnchorElement).href);
    expect(link).toMatch(/^https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d+#section-/);
    await panelPage.keyboard.press('Escape');
    await untilTip(/^$/);
    const mark = await harness.panel.find('button', 'What scope means');
    await mark.evaluate((node) => (node as HTMLElement).focus({ focusVisible: true }));
    await untilTip(/words that the bank defines/);
    await panelPage.keyboard.press('Escape');
  });

  it('shows an authorization URL to a phone, to the letter, and takes the answer', async () => {
    const { panel, panelPage } = harness;
    const state = await panel.valueOf('textbox', 'State');
    const clientId = await panel.valueOf('textbox', 'Client ID');
    await panel.click('button', 'Show QR code');
    const code = await panel.find('image', 'QR code of the authorization URL');
    const url = new URL(await readQr(panelPage, code));
    expect(url.searchParams.get('state')).toBe(state);
    expect(url.searchParams.get('client_id')).toBe(clientId);
    expect(url.searchParams.get('response_type')).toBe('code');
    await panel.find('textbox', 'Redirect URL');
    expect(await axeComplaints(panelPage)).toEqual([]);
    await panel.click('button', 'Hide QR code');
    expect(await panel.lacks('image', 'QR code of the authorization URL')).toBe(true);
    await panel.click('button', 'Abandon');
  });

  it('draws scopes by tokens, lifetimes in a table, and two requests side by side', async () => {
    const { panel, panelPage, bank } = harness;
    const unfold = (words: string) =>
      panelPage.$$eval(
        'summary',
        (all, wanted) => all.find((one) => one.innerText === wanted)?.click(),
        words,
      );
    await flowWithTokens(panelPage, bank, 'First bank');
    await flowWithTokens(panelPage, bank, 'Second bank');
    await panel.click('row', 'Second bank, Account information, Practice, Tokens received');
    await panel.openDetail('Tokens');
    await panel.readAll(/Scopes and tokens/);
    await unfold('Scopes and tokens');
    await panel.readAll(/aisp asked for (granted|as asked, not said)/);
    await panel.click('button', 'Copy as Markdown');
    await panel.readAll(/Copied/);
    await unfold('Scopes and tokens');
    await unfold('Lifetimes');
    await panel.readAll(/Lifetimes as a table/);
    await unfold('Lifetimes as a table');
    await panel.find('table', 'Lifetimes as a table');
    await panel.click('button', 'Copy as Markdown');
    expect(await axeComplaints(panelPage)).toEqual([]);
    await chooseTool(panel, 'Compare with…');
    await panel.choose('Compare with', 'First bank');
    await panel.readAll(/Authorization requests, side by side/);
    await unfold('Authorization requests, side by side');
    await panel.find('table', 'Authorization requests, side by side');
    await panel.readAll(/state fresh each time/);
    expect(await axeComplaints(panelPage)).toEqual([]);
  });

  it('opens the page about a finding, without a network', async () => {
    const { panel, panelPage, session, bank } = harness;
    await fillNewFlow(panel, { bank: BPCE, service: 'Account information', port: bank.port });
    await panel.fill('State', '');
    await panel.read('Findings', /request-state-missing/);
    const link = await panel.find('link', 'More about AQ06');
    const address = await link.evaluate((node) => (node as HTMLAnchorElement).href);
    const back = await goOffline(session);
    if (kind === 'chromium') await press(link);
    // The driver lists no tab that a page of the extension opens in Firefox 153: the panel's own goes there.
    else await panelPage.evaluate(goTo, address);
    const page = kind === 'chromium' ? await tabAt(session, '#finding/') : panelPage;
    const isThere = (text: string) =>
      /Add a freshly generated state/.test(text) && !/Authorization URL/.test(text);
    await poll(async () => isThere(await textOf(page)) || undefined, {
      awaited: 'the page about the finding, in place of the form',
    });
    expect(await axeComplaints(page)).toEqual([]);
    await back();
  });
});

/** Runs in the page. Only the part behind `#` differs, so that the page is read anew. */
function goTo(address: string): void {
  location.assign(address);
  location.reload();
}

/** What a page says; nothing while it is read. */
function textOf(page: Page): Promise<string> {
  return page.$eval('body', (body) => body.innerText).catch(() => '');
}
