import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { BROWSERS } from '../extent.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { openBpceFlow, tokenRequests } from './driver/bpce-flow.ts';
import { CaptureDriver } from './driver/capture-driver.ts';
import { type Harness, openBankAndBrowser, openHarness } from './driver/harness.ts';

describe.each(BROWSERS)('the redirect, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  it('is seen where nothing answers, and its code can be thrown away', async () => {
    const { panel, panelPage } = harness;
    const page = await openBpceFlow(harness, { redirectUri: 'http://closed.localhost:2/callback' });
    await panel.readAll(/What would come unseen/);
    const fold = await panelPage.waitForSelector('summary ::-p-text(What would come unseen)');
    await fold?.click();
    await panel.readAll(/Private windows/);
    await logInAtBank(page);
    await panel.openDetail('Redirect');
    await panel.readAll(/closed\.localhost:2\/callback/);
    await panel.click('button', 'Discard code');
    await panel.readAll(/You discarded the code/);
    expect(tokenRequests(harness)).toEqual([]);
  });

  it('is captured by a worker that was stopped while the person was at the bank', async () => {
    const { panel, session } = harness;
    const page = await openBpceFlow(harness);
    // What the panel has to report of the bank's page would wake the worker again.
    await panel.readAll(/Last page seen \S+\/oauth\/authorize/);
    await session.stopWorker();
    expect(await session.isWorkerRunning()).toBe(false);
    await logInAtBank(page);
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests(harness)).toHaveLength(1);
  });

  it('can be pasted, and does the same job', async () => {
    const { panel, bank } = harness;
    // As on a phone: no browser of ours comes to the address.
    bank.control.faults({ kind: 'shown', path: '/stet/psd2/oauth/authorize' });
    const page = await openBpceFlow(harness);
    await logInAtBank(page);
    const landed = await page.waitForSelector('#address');
    const address = await landed?.evaluate((element) => element.textContent);
    await panel.click('button', 'Paste redirect');
    await panel.fill('Redirect URL', address ?? '');
    await panel.click('button', 'Use this redirect');
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests(harness)).toHaveLength(1);
  });

  it('is read from a form, and from a fragment, and judged', async () => {
    const { panel, bank } = harness;
    for (const [kind, says] of [
      ['form-post', /Parameters in the form/],
      ['fragment', /AP12/],
    ] as const) {
      bank.control.clearFaults();
      bank.control.faults({ kind, path: '/stet/psd2/oauth/authorize' });
      const page = await openBpceFlow(harness);
      await logInAtBank(page);
      await panel.find('button', 'Exchange code');
      await panel.openDetail('Redirect');
      await panel.readAll(says);
    }
  });

  it('that nobody asked for is listed, and its redirect URI starts a flow', async () => {
    const { panel, session, bank } = harness;
    const other = await session.newPage();
    await other.goto(`${bank.urls.app}/callback/?code=fake-code-of-somebody`);
    const said = await panel.read('Unasked answers', /slash at the end/);
    expect(said).not.toContain('fake-code-of-somebody');
    await panel.click('button', 'Start a flow with this redirect URI');
    expect(await panel.valueOf('textbox', 'Redirect URI')).toBe(`${bank.urls.app}/callback`);
    await panel.click('button', 'Cancel');
    await panel.click('button', 'Clear unasked answers');
    await poll(() => panel.lacks('region', 'Unasked answers').then((gone) => gone || undefined), {
      awaited: 'the list to go',
    });
  });
});

describe.each(BROWSERS)('without access to any host, in %s', (kind) => {
  it('an open panel sees an answer in a fragment', async () => {
    const parts = await openBankAndBrowser(kind, { hosts: [] });
    try {
      const driver = await CaptureDriver.open(parts);
      await parts.session.openPanelTab();
      const redirectUri = `${parts.bank.urls.app}/callback`;
      const flowId = await driver.start({ style: 'fragment', redirectUri });
      await driver.decide();
      await driver.captured(flowId);
      expect(await driver.captures(flowId)).toHaveLength(1);
    } finally {
      await parts.close();
    }
  });
});
