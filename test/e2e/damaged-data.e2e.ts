import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSERS } from '../extent.ts';
import { clientWith } from '../fixtures/clients.ts';
import { dropFiles } from './driver/drop-files.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { manyFlowsFile } from './driver/many-flows.ts';
import { pressIn } from './driver/press.ts';
import { savedText } from './driver/saved-text.ts';
import { readStoredData } from './driver/stored-data.ts';

const CUT_OFF = 'made up, and cut o';
const SECRET = 'FAKEsecretVALUE0123456789';

describe.each(BROWSERS)('of four kinds of damage to what is stored, in %s,', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
    const { panel, panelPage } = harness;
    await dropFiles(panelPage, [{ name: 'some.flow.json', text: manyFlowsFile(4) }]);
    await panel.readAll(/4 flows imported/);
    await damage();
    await panelPage.evaluate('setTimeout(() => location.reload())');
  });
  afterAll(() => harness?.close());

  /** An event, a row of the list, a flow's start, and a client among two. */
  async function damage(): Promise<void> {
    await harness.panelPage.evaluate(`(async () => {
      const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const database = await done(indexedDB.open('psd2-oauth'));
      const transaction = database.transaction(['events', 'summaries'], 'readwrite');
      const [events, summaries] = ['events', 'summaries'].map((name) => transaction.objectStore(name));
      events.put({ flowId: 'many-0', sequence: 1, happening: ${JSON.stringify(CUT_OFF)} });
      summaries.put({ flowId: 'many-1', summary: ${JSON.stringify(CUT_OFF)} });
      events.put({ flowId: 'many-2', sequence: 0, client_secret: ${JSON.stringify(SECRET)} });
      summaries.put({ flowId: 'many-2' });
      await new Promise((resolve) => { transaction.oncomplete = resolve; });
      database.close();
      const clients = [${JSON.stringify(clientWith({ label: 'Whole client' }))}, ${JSON.stringify(CUT_OFF)}];
      await chrome.storage.local.set({ clients: { version: 1, clients } });
    })()`);
  }

  it('what is whole is listed, and a sentence says that something is not', async () => {
    const { panel } = harness;
    await panel.readAll(/2 stored entries could not be read\. They were set aside\./);
    expect(await harness.panelPage.$$eval('.flow-list [data-row]', (rows) => rows.length)).toBe(3);
  });

  it('a flow of which an event is lost is shown, and nothing more is sent in it', async () => {
    const { panel, panelPage } = harness;
    await pressIn(panelPage, '.flow-list [data-row]');
    await panel.readAll(/Part of this flow’s record cannot be read/);
    expect(await panel.lacks('button', 'Run again')).toBe(true);
  });

  it('all of it is found in Settings, exported without its secrets, and deleted for good', async () => {
    const { panel, panelPage } = harness;
    await panel.click('button', 'Show in Settings');
    await panel.readAll(/3 stored entries could not be read/);
    const { name, text } = await savedText(panelPage, () =>
      panel.click('button', 'Export what could not be read'),
    );
    expect(name).toMatch(/^unread-.*\.json$/);
    expect(text).toContain(CUT_OFF);
    expect(text).not.toContain(SECRET);
    expect(JSON.parse(text).unread.map(({ id }: { id: string }) => id)).toEqual([
      'flows/many-0',
      'flows/many-2',
      'clients/1',
    ]);
    await panel.click('button', 'Delete what could not be read');
    await panel.click('button', 'Delete for good');
    await panel.find('heading', 'Theme');
    await expect.poll(() => panel.lacks('region', 'Entries that could not be read')).toBe(true);
    const stored = JSON.stringify(await readStoredData(panelPage));
    expect(stored).not.toContain(CUT_OFF);
    expect(stored).not.toContain(SECRET);
    expect(stored).toContain('Whole client');
  });
});
