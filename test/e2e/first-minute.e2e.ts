import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDevToolsPanel } from '../../scripts/browser/devtools-panel.ts';
import { openFirefoxToolbox } from '../../scripts/browser/firefox-toolbox.ts';
import { poll } from '../../scripts/browser/poll.ts';
import { tokenRequests } from './driver/bpce-flow.ts';
import { type Clicks, countClicks } from './driver/count-clicks.ts';
import { type BankAndBrowser, openBankAndBrowser } from './driver/harness.ts';
import { PanelDriver } from './driver/panel-driver.ts';
import { ToolboxDriver } from './driver/toolbox-driver.ts';

/** The browser's own question for the bank's host, which nobody can answer without a window. */
const ALLOW = 1;

/** The panel as this test uses it: buttons to press, and what can be read. Nothing is typed. */
interface Hand {
  press(button: string): Promise<void>;
  read(fits: RegExp, region?: string): Promise<unknown>;
  /** presses in the panel so far */
  clicks: Clicks;
  /** looks for a text on the shown screen, beginning with Ctrl+F */
  find(text: string): Promise<void>;
  /** what the panel was told by keys or pasting so far */
  typed(): Promise<unknown>;
}

describe.each(['chromium', 'firefox'] as const)('the first minute, in %s', (kind) => {
  let opened: BankAndBrowser;
  let inspected: Page;
  let hand: Hand;
  let atBank: Clicks;

  beforeAll(async () => {
    opened = await openBankAndBrowser(kind);
    inspected = await opened.session.newPage(opened.bank.urls.app);
    hand = await (kind === 'chromium' ? chromiumHand() : firefoxHand());
    atBank = countClicks(inspected);
  });
  afterAll(() => opened?.close());

  it('loads the page anew, to watch it from its start', async () => {
    await hand.read(/No flows yet/);
    await inspected.evaluate('globalThis.isOld = true');
    await hand.press('Load the page anew');
    const isNew = async () => (await inspected.evaluate('globalThis.isOld === undefined')) === true;
    await poll(async () => (await isNew()) || undefined, { awaited: 'the page anew' });
  });

  it('goes from an empty profile to a decoded token in at most eight clicks, and types nothing', async () => {
    const before = hand.clicks.count;
    await hand.read(/The practice bank runs here/);
    await hand.press('Try the practice bank');
    await hand.press('Open in inspected tab');
    await approve();
    await hand.press('Exchange code');
    await hand.read(/Expires in/, 'Access token');
    expect(tokenRequests(opened)).toHaveLength(1);
    expect(await hand.typed()).toBe(0);
    const inPanel = hand.clicks.count - before;
    expect({ inPanel, atBank: atBank.count }).toEqual({ inPanel: 3, atBank: 3 });
    expect(inPanel + atBank.count + ALLOW).toBeLessThanOrEqual(8);
  });

  it('gets the next token by one click, beside those that the bank wants', async () => {
    const before = hand.clicks.count;
    await hand.press('Run again');
    await approve();
    await poll(() => tokenRequests(opened).length === 2 || undefined, { awaited: 'the exchange' });
    await hand.read(/Expires in/, 'Access token');
    expect(hand.clicks.count - before).toBe(1);
  });

  it('offers the same click when the panel is opened another time', async () => {
    await hand.press('Close details');
    await hand.read(/Last: Practice Caisse d'Epargne, Account information, Practice/);
    const before = hand.clicks.count;
    await hand.press('Run again');
    await approve();
    await poll(() => tokenRequests(opened).length === 3 || undefined, { awaited: 'the exchange' });
    await hand.read(/Expires in/, 'Access token');
    expect(hand.clicks.count - before).toBe(1);
  });

  it('finds on the screen, by the find bar of DevTools or one of its own', async () => {
    await hand.find('refresh');
    await hand.read(/1 of \d+/);
  });

  /** The practice bank fills its pages in: they only have to be confirmed. */
  async function approve() {
    for (const button of ['#continue', '#confirm', '#approve']) {
      const found = await poll(async () => (await inspected.$(button)) ?? undefined, {
        awaited: button,
      });
      await found.click();
    }
  }

  async function chromiumHand(): Promise<Hand> {
    const { panel, devtoolsPage } = await openDevToolsPanel(opened.session, inspected, 'OAuth');
    const driver = new PanelDriver(panel);
    const typed = await watchTyping((expression) => panel.evaluate(expression));
    return {
      clicks: countClicks(devtoolsPage),
      press: (button) => driver.click('button', button),
      read: (fits, region) => (region ? driver.read(region, fits) : driver.readAll(fits)),
      async find(text) {
        await panel.evaluate(() => document.querySelector<HTMLElement>('[role=tab]')?.focus());
        const openBar = async () => {
          await devtoolsPage.keyboard.down('Control');
          await devtoolsPage.keyboard.press('f');
          await devtoolsPage.keyboard.up('Control');
          return (await devtoolsPage.evaluate(isInField)) || undefined;
        };
        await poll(openBar, { awaited: 'the find bar of DevTools', intervalMs: 500 });
        await devtoolsPage.keyboard.type(text);
      },
      typed,
    };
  }

  async function firefoxHand(): Promise<Hand> {
    const toolbox = await openFirefoxToolbox(opened.session, inspected);
    const driver = new ToolboxDriver(toolbox);
    const clicks = { count: 0 };
    return {
      clicks,
      async press(button) {
        await driver.click(button);
        clicks.count += 1;
      },
      read: (fits, region) => driver.read(fits, region),
      async find(text) {
        const key = "{ key: 'f', ctrlKey: true, bubbles: true, cancelable: true }";
        const press = `document.body.dispatchEvent(new KeyboardEvent('keydown', ${key}))`;
        expect(await toolbox.evaluate(press), 'left to the browser').toBe(false);
        const field = "document.querySelector('.find-bar input')";
        const isOpen = async () => (await toolbox.evaluate(`${field} !== null`)) === true;
        await poll(async () => (await isOpen()) || undefined, { awaited: 'the find bar' });
        await toolbox.evaluate(
          `(${field}.value = ${JSON.stringify(text)}, ${field}.dispatchEvent(new Event('input')))`,
        );
      },
      typed: await watchTyping((expression) => toolbox.evaluate(expression)),
    };
  }
});

/** Runs in the page: whether keys go into a field, inside of whatever it stands. */
function isInField(): boolean {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused?.matches('input, textarea, [contenteditable]') ?? false;
}

/** Has a panel count what is put into its fields. */
async function watchTyping(evaluate: (expression: string) => Promise<unknown>) {
  await evaluate(
    "(document.typed = 0, addEventListener('input', () => { document.typed += 1; }, true), true)",
  );
  return () => evaluate('document.typed');
}
