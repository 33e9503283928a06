import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { BROWSERS } from '../extent.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithTokens } from './driver/kept-flow.ts';
import { secretsIn, secretsInMemory } from './driver/secrets.ts';
import { readStoredData } from './driver/stored-data.ts';

const BANK = 'Bank with kept secrets';
const REGION = `Secrets of ${BANK}`;
const PASSPHRASE = 'made up words for a test';

/** Each step stands on the ones before it. */
describe.each(BROWSERS)('kept secrets, in %s', (kind) => {
  let harness: Harness;
  let tokens: string[] = [];

  beforeAll(async () => {
    harness = await openHarness(kind);
    await flowWithTokens(harness.panelPage, harness.bank, BANK);
    await openTokens();
    tokens = (await inMemory()).filter((value) => value.length > 10);
  });
  afterAll(() => harness?.close());

  it('are in memory only until somebody wants more', async () => {
    const { panel } = harness;
    expect(await panel.read(REGION, /in memory only/)).toContain('Keep secrets…');
    expect(tokens.length).toBeGreaterThan(1);
    expect(await onDisk()).toEqual([]);
  });

  it('ask for a passphrase that is long enough, twice', async () => {
    const { panel } = harness;
    await panel.click('button', 'Keep secrets…');
    await panel.fill('New passphrase', 'short');
    await panel.fill('New passphrase again', 'shirt');
    await panel.click('button', 'Keep under this passphrase');
    const said = await panel.read(REGION, /Too short/);
    expect(said).toContain('The two are not the same.');
  });

  it('are encrypted on disk, the passphrase nowhere', async () => {
    const { panel } = harness;
    await panel.fill('New passphrase', PASSPHRASE);
    await panel.fill('New passphrase again', PASSPHRASE);
    await panel.click('button', 'Keep under this passphrase');
    await panel.read(REGION, /kept, and unlocked/);
    const { local } = await readStoredData(harness.panelPage);
    expect(JSON.stringify(local.kept)).toContain(BANK);
    expect(await onDisk()).toEqual([]);
    expect(JSON.stringify(await readStoredData(harness.panelPage))).not.toContain(PASSPHRASE);
  });

  it('leave memory when they are locked', async () => {
    const { panel } = harness;
    await panel.click('button', 'Lock');
    await panel.read(REGION, /kept, and locked/);
    expect(secretsIn((await inMemory()).join('\n'), tokens)).toEqual([]);
  });

  it('outlive the browser, refuse a wrong passphrase and open by the right one', async () => {
    const { panel, panelPage, session } = harness;
    await session.stopWorker();
    // What a browser forgets when it is closed.
    await panelPage.evaluate('chrome.storage.session.clear()');
    await panel.fill('Passphrase', 'made up words for a text');
    await panel.click('button', 'Unlock');
    await panel.read(REGION, /Wrong passphrase; nothing was changed.*forget the kept secrets/);
    await panel.fill('Passphrase', PASSPHRASE);
    await panel.click('button', 'Unlock');
    await panel.read(REGION, /kept, and unlocked/);
    expect(secretsIn((await inMemory()).join('\n'), tokens).length).toBe(tokens.length);
  });

  it('serve again: the bank renews by the refresh token that was kept', async () => {
    const { panel, bank } = harness;
    const before = bank.control.log().length;
    await panel.clickIn('Refresh token', 'Refresh');
    await panel.read('Replaced access token');
    const sent = bank.control.log().slice(before);
    expect(sent.map(({ path, status }) => [path.split('/').at(-1), status])).toEqual([
      ['token', 200],
    ]);
  });

  it('lock by themselves', async () => {
    const { panel, panelPage } = harness;
    await panel.click('tab', 'Settings');
    await panel.choose('Lock by themselves', 'after 5 minutes without use');
    await poll(
      () =>
        panelPage.evaluate(`chrome.alarms.get('lock').then(
          (alarm) => alarm !== undefined && alarm.scheduledTime - Date.now() <= 300_000 || undefined,
        )`),
      { awaited: 'an alarm in five minutes' },
    );
    await panelPage.evaluate("chrome.alarms.create('lock', { when: Date.now() })");
    await panel.read(REGION, /kept, and locked/);
    expect(secretsIn((await inMemory()).join('\n'), tokens)).toEqual([]);
  });

  it('open by their new passphrase after it was changed', async () => {
    const { panel } = harness;
    await panel.fill('Passphrase', PASSPHRASE);
    await panel.click('button', 'Unlock');
    await panel.click('button', 'Change passphrase…');
    await panel.fill('Passphrase', PASSPHRASE);
    await panel.fill('New passphrase', 'another set of words');
    await panel.fill('New passphrase again', 'another set of words');
    await panel.click('button', 'Change passphrase');
    await panel.find('button', 'Lock');
    await panel.click('button', 'Lock');
    await panel.fill('Passphrase', 'another set of words');
    await panel.click('button', 'Unlock');
    await panel.read(REGION, /kept, and unlocked/);
  });

  it('are gone from the disk once they are forgotten', async () => {
    const { panel } = harness;
    await panel.click('button', 'Forget kept secrets…');
    await panel.click('button', 'Forget them');
    await panel.read('Kept secrets', /No bank's secrets are kept/);
    const { local } = await readStoredData(harness.panelPage);
    expect(JSON.stringify(local.kept)).not.toContain(BANK);
  });

  async function openTokens() {
    const { panel } = harness;
    await panel.click('row', `${BANK}, Account information, Practice, Tokens received`);
    await panel.openDetail('Tokens');
  }

  async function inMemory(): Promise<string[]> {
    return secretsInMemory(await readStoredData(harness.panelPage))
      .filter(({ kind: secret }) => secret !== 'raw_answer')
      .map(({ value }) => value);
  }

  /** The flow's secrets that stand readable in what outlives the browser. */
  async function onDisk(): Promise<string[]> {
    const { session: _session, ...lasting } = await readStoredData(harness.panelPage);
    return secretsIn(JSON.stringify(lasting), tokens);
  }
});
