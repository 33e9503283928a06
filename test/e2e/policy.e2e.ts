import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { FAKE_SECRETS, planOf } from '../fixtures/profiles.ts';
import { askWorker } from './driver/ask-worker.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';

const PRESET = {
  extends: 'practice-open-payments',
  id: 'team-payments',
  group: 'Bank of the team',
};

const POLICY = {
  allowedBanks: ['practice-bpce-*', 'team-*'],
  allowLive: false,
  profiles: [JSON.stringify(PRESET), 'no JSON'],
  exports: 'none',
  keepSecrets: false,
  keepDays: 30,
  defaults: { theme: 'dark' },
};

/** With a policy that the browser itself reads, from where administrators put it. */
describe.each(['chromium', 'firefox'] as const)('what an organisation has set, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind, { policy: POLICY });
    if (kind === 'firefox') return;
    const { panelPage } = harness;
    const read = 'chrome.storage.managed.get(null).then(({ exports }) => exports)';
    // Chromium reads a file that has just been written only after some seconds.
    await poll(() => panelPage.evaluate(read), {
      awaited: 'the policy in force',
      timeoutMs: 20_000,
    });
    await panelPage.reload();
  });
  afterAll(() => harness?.close());

  it('stands in Settings, with what of it has no effect', async () => {
    const { panel, panelPage } = harness;
    await panel.click('tab', 'Settings');
    const said = await panel.read('Set by your organisation', /practice-bpce-\*/);
    expect(said).toContain('team-*');
    expect(said).toContain('Switched off');
    expect(said).toContain('for 30 days at most');
    expect(said).toContain('team-payments');
    expect(said).toContain('theme = dark');
    expect(said).toMatch(/profiles\[1\] has a value that does not fit/);
    expect(await panelPage.evaluate('document.documentElement.dataset.theme')).toBe('dark');
  });

  it('starts flows at the banks that it names and brings, and at no other', async () => {
    const { panel, panelPage, bank } = harness;
    const { port } = bank;
    await fillNewFlow(panel, { bank: 'Open-Payments-like', port });
    await panel.readAll(/Your organisation does not allow flows at this bank/);
    const start = await panel.find('button', 'Request token');
    expect(await start.evaluate((button) => (button as HTMLButtonElement).disabled)).toBe(true);
    await panel.choose('Bank', 'Bank of the team');
    await panel.fill('Practice bank port', String(port));
    await panel.click('button', 'Request token');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);

    // Whoever goes round the form meets the worker.
    const calls = bank.control.log().length;
    const params = {
      plan: planOf('practice-open-payments', { variables: { practicePort: String(port) } }),
      bank: 'Any',
      clientSecret: FAKE_SECRETS.clientSecret,
      findings: [],
      onErrors: 'send_anyway',
    };
    expect(await askWorker(panelPage, 'requestToken', params)).toEqual({
      ok: false,
      error: { kind: 'bank_not_allowed' },
    });
    expect(bank.control.log()).toHaveLength(calls);
  });

  it('keeps flows in the browser, secrets in memory, and the past short', async () => {
    const { panel, panelPage } = harness;
    await panel.readAll(/Your organisation wants no secret kept on disk/);
    const keep = { act: 'keep', bank: 'Bank of the team', passphrase: 'made up for a test' };
    expect(await askWorker(panelPage, 'actOnKept', keep)).toEqual({ outcome: 'not_allowed' });
    await panel.click('button', 'Export');
    await panel.readAll(/Your organisation has switched exports off/);
    expect(await askWorker(panelPage, 'saveSettings', { keepDays: 900 })).toMatchObject({
      keepDays: 30,
    });
  });
});
