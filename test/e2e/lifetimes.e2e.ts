import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { openBpceFlow } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { openLifetimes } from './walk/flow-screens.ts';

/** Each case stands on the ones before it. */
describe('the times of a client, in chromium', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness('chromium');
    const { panel } = harness;
    for (let count = 0; count < 2; count += 1) {
      await logInAtBank(await openBpceFlow(harness));
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      await panel.read('Refresh token', /Renews for 180 days.*say 90 days/);
    }
  });
  afterAll(() => harness?.close());

  it('stand on one line, of all its flows, replaced tokens too', async () => {
    const { panel, panelPage } = harness;
    await panel.clickIn('Refresh token', 'Refresh');
    await panel.read('Replaced access token', /Replaced/);
    await openLifetimes(harness);
    const rows = () =>
      panelPage.$$eval('.time-line tbody tr', (found) => found.map((row) => row.innerText));
    await poll(async () => (await rows()).length >= 6 || undefined, { awaited: 'both flows' });
    const text = (await rows()).join('\n').replace(/\s+/g, ' ');
    expect(text).toMatch(/Access token running/);
    expect(text).toMatch(/Access token replaced/);
    expect(text.match(/Consent running/g)).toHaveLength(2);
  });

  it('count the reads without the customer', async () => {
    const { panel } = harness;
    await panel.read('Access token', /0 of 4 reads/);
    await panel.clickIn('Access token', 'Call accounts');
    await panel.read('Access token', /1 of 4 reads/);
  });

  it('tell how far the bank’s clock is ahead', async () => {
    const { panel, bank } = harness;
    bank.control.clock({ advanceSeconds: 42 });
    await panel.clickIn('Access token', 'Call accounts');
    await panel.readAll(/The bank's clock is 4[123] secs ahead of yours/);
  });

  it('go into a calendar', async () => {
    const { panel, panelPage } = harness;
    const folder = await mkdtemp(join(tmpdir(), 'psd2-oauth-ics-'));
    try {
      const devtools = await panelPage.createCDPSession();
      await devtools.send('Browser.setDownloadBehavior', {
        behavior: 'allow',
        downloadPath: folder,
      });
      await panel.clickIn('Refresh token', 'Add to calendar');
      const name = await poll(
        async () => (await readdir(folder)).find((file) => file.endsWith('.ics')),
        { awaited: 'the file' },
      );
      const file = await readFile(join(folder, name), 'utf8');
      expect(file).toMatch(/^BEGIN:VCALENDAR\r\n/);
      expect(file).toContain("SUMMARY:Practice Caisse d'Epargne: the customer must come back\r\n");
      expect(file).not.toMatch(/PSDFR|localhost/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
