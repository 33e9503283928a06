import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FirefoxToolbox, openFirefoxToolbox } from '../../scripts/browser/firefox-toolbox.ts';
import { poll } from '../../scripts/browser/poll.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { BPCE, tokenRequests } from './driver/bpce-flow.ts';
import { type BankAndBrowser, openBankAndBrowser } from './driver/harness.ts';
import { ToolboxDriver } from './driver/toolbox-driver.ts';

describe("the panel in Firefox's developer tools", () => {
  let opened: BankAndBrowser;
  let inspected: Page;
  let toolbox: FirefoxToolbox;
  let panel: ToolboxDriver;

  beforeAll(async () => {
    opened = await openBankAndBrowser('firefox');
    inspected = await opened.session.newPage(opened.bank.urls.app);
    toolbox = await openFirefoxToolbox(opened.session, inspected);
    panel = new ToolboxDriver(toolbox);
  });
  afterAll(() => opened?.close());

  it('is drawn, and knows the tab that is inspected', async () => {
    await panel.read(/No flows yet/);
    expect(await toolbox.evaluate('typeof browser.devtools.inspectedWindow.tabId')).toBe('number');
  });

  it('gets a payment token', async () => {
    await fillForm('Payment initiation');
    await panel.click('Request token');
    await panel.read(/gave tokens/);
    await panel.read(/Expires in/, 'Access token');
    expect(tokenRequests(opened)).toHaveLength(1);
  });

  it('goes through the main job, also with an event page that was stopped meanwhile', async () => {
    await fillForm('Account information');
    await panel.click('Open in inspected tab');
    await panel.read(/Waiting for/);
    await opened.session.stopWorker();
    await logInAtBank(inspected);
    await panel.read(/sent a code/);
    await panel.click('Exchange code');
    await panel.read(/Expires in/, 'Access token');
    expect(tokenRequests(opened)).toHaveLength(2);
    await panel.click('Call accounts');
    await panel.read(/accounts.*200/, 'Access token');
    await panel.click('Refresh');
    await panel.read(/Replaced/, 'Replaced access token');
    expect(tokenRequests(opened)).toHaveLength(3);
    await panel.click(/^Findings/, '[role=tab]');
    await panel.read(/RF04.*Who must act/);
  });

  it('takes the address of the inspected page to check it', async () => {
    await panel.click('New flow');
    await panel.read(/Check a URL/);
    await toolbox.click('.check-url summary');
    await panel.click('Take from inspected tab');
    const field = `document.querySelector('.check-url textarea').value`;
    const address = async () => String(await toolbox.evaluate(field)) || undefined;
    expect(await poll(address, { awaited: 'an address' })).toContain(opened.bank.urls.app);
  });

  async function fillForm(service: string) {
    await panel.click('New flow');
    await panel.choose('Bank', BPCE);
    await panel.choose('Service', service);
    await panel.fill('Practice bank port', String(opened.bank.port));
    await panel.read(new RegExp(`localhost:${opened.bank.port}/`));
  }
});
