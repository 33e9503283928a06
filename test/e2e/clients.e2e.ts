import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSERS } from '../extent.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { readStoredData } from './driver/stored-data.ts';

const BANK = 'Practice bank (OpenID)';
const NAME = 'Made-up client';
const SECRET = 'FAKE-client-secret-of-a-client';
const SECOND_URI = 'https://tpp.example/second';

/** Each step stands on the ones before it. */
describe.each(BROWSERS)('a client, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
    await openForm();
  });
  afterAll(() => harness?.close());

  it('is saved from the form under a name', async () => {
    const { panel } = harness;
    await panel.fill('Client ID', 'made-up-client');
    await panel.fill('Client secret', SECRET);
    await panel.click('button', 'Save client');
    await panel.fill('Client name', NAME);
    await panel.click('button', 'Save client');
    await panel.readAll(/^(?!.*Save client)/);
    expect(await panel.valueOf('combobox', 'Client')).not.toBe('');
  });

  it('has its secret in memory alone', async () => {
    const { session, ...lasting } = await readStoredData(harness.panelPage);
    expect(JSON.stringify(session)).toContain(SECRET);
    expect(JSON.stringify(lasting)).toContain(NAME);
    expect(JSON.stringify(lasting)).not.toContain(SECRET);
  });

  it('gets another redirect URI by an update', async () => {
    const { panel } = harness;
    await panel.fill('Redirect URI', SECOND_URI);
    await panel.read('Findings', /AQ04/);
    await panel.click('button', 'Update client');
    await panel.choose('Registered redirect URIs', SECOND_URI);
    await panel.read('Findings', /^(?!.*AQ04)/);
  });

  it('fills an empty form again, its secret included', async () => {
    const { panel } = harness;
    await panel.click('button', 'Cancel');
    await openForm();
    expect(await panel.valueOf('textbox', 'Client ID')).not.toBe('made-up-client');
    await panel.choose('Client', NAME);
    await panel.read('Authorization URL', /client_id=made-up-client/);
    expect(await panel.valueOf('textbox', 'Client secret')).toBe(SECRET);
  });

  it('is deleted in Settings, and comes back by Undo', async () => {
    const { panel } = harness;
    await panel.click('tab', 'Settings');
    await panel.read('Clients', /made-up-client.*In memory until the browser closes/);
    await panel.click('button', `Delete ${NAME}`);
    await panel.read('Clients', /No client is saved/);
    await panel.click('button', 'Undo');
    await panel.read('Clients', /made-up-client.*In memory until the browser closes/);
  });

  it('is changed in Settings once nothing is wrong with it', async () => {
    const { panel } = harness;
    await panel.click('button', `Edit ${NAME}`);
    await panel.fill('Redirect URIs', 'tpp.example/first');
    await panel.click('button', 'Save client');
    await panel.read('Clients', /This is no whole address: tpp\.example\/first/);
    await panel.fill('Redirect URIs', 'https://tpp.example/first');
    await panel.fill('Organisation identifier', 'PSDFR-ACPR-12345');
    await panel.click('button', 'Save client');
    await panel.find('button', `Edit ${NAME}`);
    await panel.read('Clients', /https:\/\/tpp\.example\/first.*PSDFR-ACPR-12345/);
  });

  async function openForm() {
    const { panel } = harness;
    await panel.click('tab', 'Flows');
    await panel.click('button', 'New flow');
    await panel.choose('Bank', BANK);
    // Firefox takes a hidden text for no textbox.
    await panel.click('button', 'Show client secret');
  }
});

describe.each(BROWSERS)('a URL that is checked, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
    await harness.panel.click('tab', 'Flows');
    await harness.panel.click('button', 'New flow');
    const fold = await harness.panelPage.waitForSelector('summary ::-p-text(Check a URL)');
    await fold?.click();
  });
  afterAll(() => harness?.close());

  it('is judged, with its secret masked', async () => {
    const { panel } = harness;
    const bank = `http://oidc.localhost:${harness.bank.port}`;
    await panel.fill('URL to check', `${bank}/auth?response_type=token&client_secret=${SECRET}`);
    await panel.read('Findings of the URL', /AQ01.*AQ18/);
    expect(await panel.read('Checked URL', /response_type=token/)).not.toContain(SECRET);
    await panel.readAll(new RegExp(`${BANK.replace(/[()]/g, '\\$&')} .* Practice Use in the form`));
  });

  it('fills the form, and is kept nowhere', async () => {
    const { panel, panelPage } = harness;
    await panel.click('button', 'Use in the form');
    await panel.read('Authorization URL', /response_type=token/);
    expect(await panel.valueOf('textbox', 'Practice bank port')).toBe(String(harness.bank.port));
    expect(JSON.stringify(await readStoredData(panelPage))).not.toContain(SECRET);
  });
});
