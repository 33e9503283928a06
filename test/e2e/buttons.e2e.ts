import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../fixtures/certificates.ts';
import { RFC9068_EXAMPLE } from '../fixtures/rfc-tokens.ts';
import { showBank } from './driver/bank-list.ts';
import { tabAt } from './driver/bank-tab.ts';
import { BPCE, openBpceFlow, tokenRequests } from './driver/bpce-flow.ts';
import { chooseTool } from './driver/choose-tool.ts';
import { fakeJwt } from './driver/fake-jwt.ts';
import { unfoldEverything } from './driver/folds.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithTokens } from './driver/kept-flow.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { pasteOver } from './driver/paste-over.ts';
import { press } from './driver/press.ts';
import { savedText } from './driver/saved-text.ts';
import { setText } from './driver/set-text.ts';
import { exampleProfile } from './walk-throughs/example-profile.ts';

const BANK = 'Pressed bank';
const ROW = `${BANK}, Account information, Practice, Tokens received`;

/** What is pressed on the way to no other job. Each press is held against what it promises. */
describe('small controls, in chromium', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness('chromium');
  });
  afterAll(() => harness?.close());

  const banksShown = async (fits: RegExp) =>
    Number(/(\d+) of \d+ banks/.exec(await harness.panel.readAll(fits))?.[1]);

  it('of the empty list lead to the inspector', async () => {
    const { panel } = harness;
    await panel.click('button', 'Inspect a token');
    await panel.find('textbox', 'Token to inspect');
    await panel.click('tab', 'Flows');
  });

  it('of the banks filter them, and show all again', async () => {
    const { panel, panelPage } = harness;
    await panel.click('tab', 'Banks');
    for (const [list, option] of [
      ['Country', 'Sweden'],
      ['Standard', 'Open Payments'],
      ['How far it runs', 'Explained only'],
    ] as const) {
      await panel.choose(list, option);
      expect(await banksShown(/\d+ of \d+ banks/)).toBeLessThan(100);
      await panel.click('button', 'Clear filter');
      await panel.readAll(/\d{3} banks/);
    }
    await panel.fill('Search banks', 'no such bank', 'searchbox');
    await panel.click('button', 'Show all banks');
    await panel.readAll(/\d{3} banks/);
    await showBank(panel, 'Banque Palatine');
    const file = await savedText(panelPage, () => panel.click('button', 'Export listed'));
    expect(JSON.parse(file.text)).not.toEqual([]);
    await panel.click('button', 'Unlock live: Account information (AISP)');
    await panel.click('button', 'Lock again: Account information (AISP)');
    await panel.find('button', 'Unlock live: Account information (AISP)');
    await panel.click('button', 'Close');
    await expect.poll(() => panel.lacks('button', 'New flow with this bank')).toBe(true);
  });

  it('of Settings are kept', async () => {
    const { panel, panelPage } = harness;
    await panel.click('tab', 'Settings');
    await panel.click('radio', 'Light');
    await expect
      .poll(() => panelPage.evaluate(() => document.documentElement.dataset.theme))
      .toBe('light');
    await panel.click('radio', 'System');
    const days = await panel.find('spinbutton', 'Forget flows after this many days');
    await days.type('30');
    await panelPage.keyboard.press('Tab');
    await expect
      .poll(() => panelPage.evaluate("chrome.storage.local.get('settings').then(JSON.stringify)"))
      .toContain('30');
  });

  it('of a client read its certificate', async () => {
    const { panel } = harness;
    await panel.click('tab', 'Settings');
    await panel.click('button', 'Add client');
    await panel.fill('Client name', 'Pressed client');
    await panel.fill('Client ID', 'pressed-client');
    await panel.fill('Redirect URIs', 'https://tpp.example/pressed');
    await panel.choose('Client authentication', 'client_secret_basic');
    await panel.click('button', 'Show client secret');
    await panel.fill('Client secret', 'FAKE-secret-of-a-pressed-client');
    const { pem } = await makeCertificate({});
    await setText(panel, 'Certificate to read', pem);
    await panel.read('Certificate', /PSDFR-ACPR-12345/);
    await panel.fill('Certificate note', 'in the drawer');
    await panel.click('button', 'Save client');
    await panel.click('button', 'Edit Pressed client');
    expect(await panel.valueOf('textbox', 'Certificate note')).toBe('in the drawer');
    await panel.click('checkbox', 'Forget the secret in memory');
    await panel.click('button', 'Save client');
    await panel.read('Clients', /^(?!.*In memory until the browser closes)/);
    await panel.click('button', 'Edit Pressed client');
    await panel.click('button', 'Cancel saving the client');
  });

  it('of the form change the request', async () => {
    const { panel, panelPage, bank } = harness;
    await fillNewFlow(panel, { bank: 'Practice bank (OpenID)', port: bank.port });
    await panel.fill('State', 'my-own-state-0123456789-abcdefghijklmnop');
    await panel.read('Authorization URL', /state=my-own-state/);
    await panel.fill('nonce', 'my-own-nonce');
    await panel.read('Authorization URL', /nonce=my-own-nonce/);
    await panel.click('button', 'Copy URL');
    // What is copied is opened elsewhere: from here on a flow waits for its answer.
    await panel.find('button', 'Abandon');
    await fillNewFlow(panel, { bank: 'Practice bank (OpenID)', port: bank.port });
    await panel.click('button', 'Add parameter');
    await panel.click('button', 'Remove added parameter 1');
    await expect.poll(() => panel.lacks('textbox', 'Name of added parameter 1')).toBe(true);
    await unfoldEverything(panelPage);
    await panel.click('button', 'Add resource');
    await panel.fill('Resource 1', 'https://api.tpp.example/');
    await panel.read('Authorization URL', /resource=https/);
    await panel.click('button', 'Remove resource 1');
    await panel.click('checkbox', 'Bind tokens to a key (DPoP)');
    await panel.click('checkbox', 'Bind tokens to a key (DPoP)');
    await panel.click('checkbox', 'Sign the request (JAR)');
    await panel.find('region', 'Request object');
    await panel.click('checkbox', 'Sign the request (JAR)');
    await panel.find('region', 'Authorization URL');
    await panel.click('button', 'Show client secret');
    await panel.click('button', 'Hide client secret');
    await panel.find('button', 'Show client secret');
    await panel.click('button', 'Save client');
    await panel.find('textbox', 'Client name');
    await panel.click('button', 'Cancel saving the client');
    await expect.poll(() => panel.lacks('textbox', 'Client name')).toBe(true);
    await panel.click('button', 'Cancel');
  });

  it('of a flow show, copy and close', async () => {
    const { panel, panelPage, bank } = harness;
    await flowWithTokens(panelPage, bank, BANK);
    await panel.click('row', ROW);
    await panel.openDetail('Exchange');
    await panel.click('button', 'Show untouched answer');
    await panel.click('button', 'Hide untouched answer');
    await panel.click('button', 'Copy as cURL');
    await panel.readAll(/Copied/);
    await panel.openDetail('Tokens');
    await panel.click('button', 'Reveal');
    await panel.click('button', 'Hide');
    await panel.find('button', 'Reveal');
    await panel.openDetail('Timeline');
    await panel.click('button', 'Show tokens');
    await panel.find('region', 'Access token');
    await panel.click('button', 'Close details');
    await expect.poll(() => panel.lacks('button', 'Close details')).toBe(true);
  });

  it('of the menu forget a flow, which comes back by Undo', async () => {
    const { panel } = harness;
    await panel.click('row', ROW);
    await chooseTool(panel, 'Forget flow');
    await expect.poll(() => panel.lacks('row', ROW)).toBe(true);
    await panel.click('button', 'Undo');
    await panel.find('row', ROW);
  });

  it('of a flow that nobody answered lead on', async () => {
    const { panel } = harness;
    const page = await openBpceFlow(harness, { clientId: 'PSDFR-ACPR-99999' });
    await panel.readAll(/answered with HTTP 400/);
    await page.close();
    await panel.click('button', 'Try again');
    await tabAt(harness.session, '.bpce.localhost');
  });

  it('of the bench choose what is tried', async () => {
    const { panel } = harness;
    await panel.click('row', ROW);
    await chooseTool(panel, 'Break on purpose…');
    await panel.find('button', 'Start');
    const boxes = await panel.surface.$$('input[type=checkbox]:enabled');
    expect(boxes.length).toBeGreaterThan(10);
    for (const box of boxes) {
      const before = await box.evaluate((node) => node.checked);
      await press(box);
      await expect.poll(() => box.evaluate((node) => node.checked)).toBe(!before);
      await press(box);
    }
    await panel.click('button', 'Back to the flows');
  });

  it('of the inspector lead from the text to its parts', async () => {
    const { panel } = harness;
    await panel.click('tab', 'Tokens');
    await setText(panel, 'Token to inspect', RFC9068_EXAMPLE);
    await panel.read('Token', /Not verified/);
    const token = await panel.find('region', 'Token');
    const part = await token.$('::-p-xpath(.//button[contains(., "Claims: bytes")])');
    if (!part) throw new Error('no part of the token to press');
    await press(part);
    await panel.click('button', 'Header');
  });

  it('of a long token show the rest of it', async () => {
    const { panel, panelPage } = harness;
    await panel.click('tab', 'Tokens');
    const many = Object.fromEntries(Array.from({ length: 1500 }, (_, at) => [`claim_${at}`, at]));
    await setText(panel, 'Token to inspect', fakeJwt({ alg: 'none' }, many));
    const before = await shownLength(
      await pressLeft('contains(., " more (") and not(contains(., "Show more"))'),
    );
    await setText(
      panel,
      'Token to inspect',
      fakeJwt({ alg: 'none' }, { long: 'x'.repeat(90_000) }),
    );
    expect(await shownLength(await pressLeft('contains(., "Show more (")'))).not.toBe(before);

    async function pressLeft(said: string) {
      const button = await panelPage.waitForSelector(`::-p-xpath(//button[${said}])`);
      if (!button) throw new Error('nothing is left');
      const length = (await panel.text()).length;
      await press(button as ElementHandle<Element>);
      return length;
    }
    async function shownLength(than: number) {
      await expect.poll(async () => (await panel.text()).length).toBeGreaterThan(than);
      return (await panel.text()).length;
    }
  });

  it('of an answer that nobody asked for open the flow that waits', async () => {
    const { panel, bank, session } = harness;
    await panel.click('tab', 'Flows');
    await openBpceFlow(harness);
    const other = await session.newPage();
    await other.goto(`${bank.urls.app}/callback/?code=FAKE-code-of-nobody`);
    await panel.click('button', `Open the waiting flow: ${BPCE}`);
    await panel.find('button', 'Abandon');
  });

  it('of an import take files, and each has a way of its own', async () => {
    const { panel, panelPage } = harness;
    await panel.click('tab', 'Flows');
    const button = await panel.find('button', 'Import');
    const [chooser] = await Promise.all([panelPage.waitForFileChooser(), press(button)]);
    await chooser.cancel();
    await panel.click('tab', 'Banks');
    await panel.click('button', 'Import profiles');
    for (const [tab, field] of [
      ['Authorization URL', 'Authorization URL to read'],
      ['cURL', 'cURL command to read'],
      ['Postman', 'Postman collection or OAuth settings'],
      ['Files', 'Or paste JSON'],
    ] as const) {
      await panel.click('tab', tab);
      await panel.fill(field, 'curl https://bank.example/token');
      expect(await panel.valueOf('textbox', field)).toContain('bank.example');
    }
    const bank = JSON.parse(exampleProfile());
    bank.environments.sandbox.defaults = { clientSecret: 'FAKE-secret-of-a-file' };
    await setText(panel, 'Or paste JSON', JSON.stringify(bank));
    await panel.readAll(/These look like secrets/);
    await panel.click('radio', 'Keep them, on this computer');
    await panel.click('radio', 'Leave them out');
    await panel.click('button', 'Add 1 profile');
    await panel.readAll(/1 profile added/);
    const file = await savedText(panelPage, () => panel.click('button', 'Export yours (1)'));
    expect(file.text).toContain('my-server');
    expect(file.text).not.toContain('FAKE-secret-of-a-file');
  });

  it('of the card of an own profile export, copy, edit and delete it', async () => {
    const { panel, panelPage } = harness;
    await showBank(panel, 'My server');
    const file = await savedText(panelPage, () => panel.click('button', 'Export: Accounts'));
    expect(file.text).toContain('"id": "my-server"');
    await panel.click('button', 'Copy and edit: Accounts');
    await panel.find('textbox', 'Profile ID');
    await panel.click('button', 'Cancel');
    await panel.click('button', 'Delete: Accounts');
    await expect.poll(() => panel.lacks('button', 'Delete: Accounts')).toBe(true);
    await panel.click('button', 'Undo');
    await panel.find('button', 'Delete: Accounts');
  });

  it('of the profile editor write what the file says', async () => {
    const { panel, panelPage } = harness;
    await panel.click('button', 'Edit: Accounts');
    await panel.find('textbox', 'Profile ID');
    await unfoldEverything(panelPage);
    const visible = async (selector: string) => {
      const found: ElementHandle<Element>[] = [];
      for (const one of await panelPage.$$(selector)) if (await one.isVisible()) found.push(one);
      return found;
    };
    const removing = 'button[aria-label^="Remove environment"]';
    const before = (await visible(removing)).length;
    await panel.click('button', 'Add environment');
    await expect.poll(async () => (await visible(removing)).length).toBe(before + 1);
    const added = (await visible(removing)).at(-1);
    if (added) await press(added);
    await expect.poll(async () => (await visible(removing)).length).toBe(before);
    // Each field takes what it had: the file is to stay what it was.
    for (const list of await visible('select')) {
      await (list as ElementHandle<HTMLSelectElement>).select(
        await list.evaluate((node) => (node as HTMLSelectElement).value),
      );
    }
    for (const box of await visible('input[type=checkbox]:enabled')) {
      await press(box);
      await press(box);
    }
    for (const field of await visible('input[type=text], input:not([type]), textarea')) {
      const text = await field.evaluate((node) => (node as HTMLInputElement).value);
      await pasteOver(field, `${text}x`);
      await pasteOver(field, text);
    }
    await panel.fill('Bank or group', 'Pressed group');
    await panel.click('tab', 'JSON');
    const file = JSON.parse(await panel.valueOf('textbox', 'Profile file as JSON'));
    expect(file).toMatchObject({
      ...JSON.parse(exampleProfile()),
      group: 'Pressed group',
    });
    const good = JSON.stringify(
      { ...JSON.parse(exampleProfile()), group: 'Pressed group' },
      null,
      2,
    );
    await setText(panel, 'Profile file as JSON', good.replace('"required"', '"sometimes"'));
    const fault = await panelPage.waitForSelector('::-p-xpath(//button[starts-with(., "Line ")])');
    if (!fault) throw new Error('no fault is told');
    await press(fault as ElementHandle<Element>);
    await expect
      .poll(() => panelPage.evaluate(() => document.activeElement?.tagName))
      .toBe('TEXTAREA');
    await setText(panel, 'Profile file as JSON', good);
    await panel.click('tab', 'Form');
    await panel.click('button', 'Save profile');
    await panel.readAll(/Pressed group/);
  });

  it('of a token of the client ask for a new one', async () => {
    const { panel, bank } = harness;
    await fillNewFlow(panel, { bank: BPCE, service: 'Payment initiation', port: bank.port });
    await panel.click('button', 'Request token');
    await panel.openDetail('Tokens');
    const before = tokenRequests(harness).length;
    await panel.click('button', 'Request a new token');
    await expect.poll(() => tokenRequests(harness).length).toBe(before + 1);
  });

  it('of a long answer show all of it', async () => {
    const { panel, bank } = harness;
    const body = `${'long '.repeat(2000)}end of it`;
    bank.control.faults({ kind: 'status', path: '/stet/psd2/oauth/token', status: 500, body });
    await fillNewFlow(panel, { bank: BPCE, service: 'Payment initiation', port: bank.port });
    await panel.click('button', 'Request token');
    await panel.readAll(/500/);
    await panel.click('button', 'Show findings');
    await panel.read('Findings');
    await panel.openDetail('Exchange');
    await unfoldEverything(harness.panelPage);
    await panel.click('button', 'Show all');
    await panel.readAll(/end of it/);
    bank.control.clearFaults();
  });

  it('of a finding mend what it is about', async () => {
    const { panel, bank } = harness;
    await fillNewFlow(panel, { bank: BPCE, service: 'Account information', port: bank.port });
    await panel.click('button', 'Add parameter');
    await panel.fill('Name of added parameter 1', 'x_empty');
    await panel.read('Findings', /AQ17/);
    await panel.click('button', 'Remove the parameter');
    await panel.read('Authorization URL', /^(?!.*x_empty)/);
    await panel.click('button', 'Cancel');
  });

  it('of a source lead to the page that says so', async () => {
    const { panel, panelPage } = harness;
    await panel.click('row', ROW);
    await panel.openDetail('Findings');
    // Nothing of the test leaves this computer.
    const followed = panelPage.evaluate(
      () =>
        new Promise<string>((resolve) => {
          addEventListener(
            'click',
            (event) => {
              event.preventDefault();
              resolve((event.target as Element).closest('a')?.href ?? '');
            },
            { once: true },
          );
        }),
    );
    const link = await panelPage.waitForSelector('main a[href^=https], a[href^=https]');
    if (!link) throw new Error('no source');
    await press(link as ElementHandle<Element>);
    expect(await followed).toMatch(/^https:/);
  });
});
