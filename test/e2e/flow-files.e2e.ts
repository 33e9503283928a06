import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { BROWSERS } from '../extent.ts';
import { firefoxHar, har } from '../unit/core/watch/har.ts';
import { dropFiles } from './driver/drop-files.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { laterFile, madeUpFile, MADE_UP_ROW as ROW } from './driver/made-up-file.ts';

/** Puts a text into the clipboard, focuses the page or a field, and presses the keys. */
async function paste({ panelPage }: Harness, text: string, into = ''): Promise<void> {
  await panelPage.evaluate(`(() => {
    const area = document.createElement('textarea');
    area.value = ${JSON.stringify(text)};
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    document.querySelector(${JSON.stringify(into)} || 'body').focus();
  })()`);
  await panelPage.keyboard.down('Control');
  await panelPage.keyboard.press('KeyV');
  await panelPage.keyboard.up('Control');
}

async function choose({ panelPage }: Harness, path: string): Promise<void> {
  const input = await panelPage.$('[role=toolbar] input[type=file]');
  await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
}

describe.each(BROWSERS)('flow record files, in %s,', (kind) => {
  let harness: Harness;
  let folder: string;

  beforeAll(async () => {
    harness = await openHarness(kind);
    folder = await mkdtemp(join(tmpdir(), 'psd2-oauth-flows-'));
  });
  afterAll(async () => {
    await harness?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function write(name: string, text: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  }

  it('are imported by the button, and marked', async () => {
    const { panel } = harness;
    await panel.find('button', 'Import');
    await choose(harness, await write('one.flow.json', madeUpFile(1)));
    await panel.readAll(/1 flow imported\./);
    await panel.find('row', ROW);
    await panel.readAll(/From a file: this flow was run elsewhere/);
    expect(await panel.lacks('button', 'Run again')).toBe(true);
  });

  it('are dropped, several at once, and a faulty one holds up no other', async () => {
    const { panel } = harness;
    await dropFiles(harness.panelPage, [
      { name: 'damaged.flow.json', text: madeUpFile(1).replace('"opened"', '"dreamt"') },
      { name: 'two.flow.json', text: madeUpFile(2) },
    ]);
    const report = await panel.read('Import report', /two\.flow\.json/);
    expect(report).toMatch(/damaged\.flow\.json .*flows\.0\.events\.1\.happening/);
    expect(report).toMatch(/1 flow imported\. 1 flow was here already\./);
    await panel.click('button', 'Close report');
    await panel.readAll(/2 flows/);
  });

  it('may be pasted, and so may what makes a bank profile, but into a field goes what is typed', async () => {
    const { panel } = harness;
    await paste(harness, madeUpFile(3));
    await panel.readAll(/3 flows/);
    await paste(
      harness,
      'curl -d grant_type=client_credentials -d client_id=x https://bank.example/token',
    );
    expect(await panel.valueOf('textbox', 'cURL command to read')).toContain('bank.example');
    await paste(harness, madeUpFile(4), 'textarea');
    await panel.click('tab', 'Flows');
    await panel.readAll(/3 flows/);
  });

  it('of a later version are shown, and not stored', async () => {
    const { panel } = harness;
    await choose(harness, await write('later.flow.json', laterFile()));
    const bar = await panel.read('File of a later version', /understood/);
    expect(bar).toMatch(/later\.flow\.json .*format 7.* 1 event was not understood/);
    await panel.click('row', ROW);
    await panel.openDetail('Timeline');
    await panel.find('region', 'Fake bank');
    await panel.click('button', 'Leave this file');
    await panel.readAll(/3 flows/);
  });

  it('tell a saved network log’s flow', async () => {
    const { panel, bank } = harness;
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'practice-client',
      redirect_uri: `${bank.urls.app}/callback`,
      state: 'fake-state-0123456789',
    });
    const entry = har(0, `${bank.urls.dialect('json-token')}/authorize?${query}`);
    const entries = [kind === 'firefox' ? firefoxHar(entry) : entry];
    await dropFiles(harness.panelPage, [
      { name: 'x.har', text: JSON.stringify({ log: { entries } }) },
    ]);
    await panel.readAll(/1 flow imported\./);
    await panel.readAll(/4 flows/);
  });

  it('are forgotten by the Delete key, and brought back', async () => {
    const { panel, panelPage } = harness;
    await panel.click('row', ROW);
    await panelPage.keyboard.press('Delete');
    await panel.readAll(/3 flows/);
    await panel.click('button', 'Undo');
    await panel.readAll(/4 flows/);
  });

  if (kind === 'chromium')
    it('are a thousand, all in the list', async () => {
      const { panel } = harness;
      await choose(harness, await write('thousand.flow.json', madeUpFile(1000)));
      await panel.readAll(/997 flows imported\. 3 flows were here already\./);
      await panel.readAll(/1,001 flows/);
    }, 60_000);

  if (kind === 'chromium')
    it('are exported whole, and the same again', async () => {
      const { panel, panelPage } = harness;
      const devtools = await panelPage.createCDPSession();
      await devtools.send('Browser.setDownloadBehavior', {
        behavior: 'allow',
        downloadPath: folder,
      });
      await panel.click('button', 'Export');
      await panel.readAll(/1,001 flows exported\./);
      const name = await poll(
        async () => (await readdir(folder)).find((one) => /^flows-[\d-]+\.flow\.json$/.test(one)),
        { awaited: 'the file' },
      );
      const saved = await readFile(join(folder, name), 'utf8');
      expect(JSON.parse(saved).flows).toHaveLength(1001);
      expect(saved).toMatch(/"version": "\d+\.[\d.]+",\s+"browser": "Chrome\/\d+"/);
      await rm(join(folder, name));
      await choose(harness, await write('again.json', saved));
      await panel.readAll(/1,001 flows were here already\./);
    }, 60_000);

  if (kind === 'chromium')
    it('are no more than are to be kept, once a flow begins', async () => {
      const { panel } = harness;
      await panel.click('tab', 'Settings');
      const field = await panel.find('spinbutton', 'Keep at most this many flows');
      await field.evaluate((node) => (node as HTMLInputElement).select());
      await field.type('5');
      await field.press('Tab');
      const url = 'https://bank.example/authorize?response_type=code&client_id=x&state=another-one';
      const log = JSON.stringify({ log: { entries: [har(5000, url)] } });
      await dropFiles(harness.panelPage, [{ name: 'y.har', text: log }]);
      await panel.readAll(/(?<![\d,])5 flows/);
    });
});
