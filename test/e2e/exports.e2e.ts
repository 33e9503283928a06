import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../scripts/browser/find-browser.ts';
import { english } from '../../src/cli/english.ts';
import { exportFlow } from '../../src/core/export/export-flow.ts';
import type { RecordedFlow } from '../../src/core/record/flow-file.ts';
import { BROWSERS } from '../extent.ts';
import { practicePlan, recordClientFlow, recordCodeFlow } from '../unit/core/export/record-flow.ts';
import { runTool, toolScript } from '../unit/core/export/run-tool.ts';
import { axeComplaints } from './driver/axe.ts';
import { chooseTool } from './driver/choose-tool.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithTokens } from './driver/kept-flow.ts';
import { savedText } from './driver/saved-text.ts';
import { secretsAtBank, secretsIn, secretsInMemory } from './driver/secrets.ts';
import { readStoredData } from './driver/stored-data.ts';

const BANK = 'Exported Bank';

describe.each(BROWSERS)('exporting a flow, in %s,', (kind) => {
  let harness: Harness;
  let folder: string;
  let secrets: string[];

  beforeAll(async () => {
    harness = await openHarness(kind);
    folder = mkdtempSync(join(tmpdir(), 'playwright-export-'));
    const { panel, panelPage, bank } = harness;
    await flowWithTokens(panelPage, bank, BANK);
    const inMemory = secretsInMemory(await readStoredData(panelPage)).map(({ value }) => value);
    secrets = [...new Set([...secretsAtBank(bank), ...inMemory])];
    await panel.click('row', `${BANK}, Account information, Practice, Tokens received`);
    await chooseTool(panel, 'Export…');
    await panel.find('combobox', 'Format');
  });
  afterAll(async () => {
    await harness?.close();
    rmSync(folder, { recursive: true });
  });

  const save = async () => {
    const { panel, panelPage } = harness;
    const [button] = await panelPage.$$('::-p-xpath(//button[starts-with(., "Save ")])');
    if (!button) throw new Error('nothing to save');
    await panel.comeToFront();
    return savedText(panelPage, () => button.click());
  };

  it.each([
    ['Flow record', '.flow.json', '"format": "psd2-oauth-flow"'],
    ['cURL', '.curl.sh', '#!/usr/bin/env bash'],
    ['fetch for Node', '.fetch.mjs', 'await fetch('],
    ['.http file', '.http', '# @name exchange'],
    ['HAR', '.har', '"version": "1.2"'],
    ['Postman collection', '.postman_collection.json', 'collection/v2.1.0'],
    ['Bruno collection', '.zip', 'bruno.json'],
    ['Playwright test', '.spec.ts', '@playwright/test'],
    ['Markdown report', '.md', '# OAuth flow at Exported Bank'],
    ['JUnit XML', '.junit.xml', '<testsuite name="Exported Bank"'],
    ['SARIF', '.sarif', '"version": "2.1.0"'],
    ['Mermaid', '.mmd', 'sequenceDiagram'],
    ['PlantUML', '.puml', '@startuml'],
  ])('saves what it shows, without a secret: %s', async (format, ending, text) => {
    const { panel } = harness;
    await panel.choose('Format', format);
    await panel.find('region', 'Preview');
    const file = await save();
    expect(file.name).toMatch(/^oauth-exported-bank-\d{4}-\d\d-\d\d-\d{6}\./);
    expect(file.name.endsWith(ending)).toBe(true);
    expect(file.text).toContain(text);
    expect(secrets.length).toBeGreaterThan(3);
    expect(secretsIn(file.text, secrets)).toEqual([]);
  });

  it('writes secrets only once that is confirmed, and says so', async () => {
    const { panel, panelPage } = harness;
    await panel.choose('Format', 'cURL');
    await panel.click('button', 'With secrets…');
    await panel.find('button', 'Write secrets into it');
    await panelPage.keyboard.press('Escape');
    expect((await save()).name).not.toContain('with-secrets');

    await panel.click('button', 'With secrets…');
    await panel.click('button', 'Write secrets into it');
    await panel.readAll(/WITH SECRETS: whoever gets this file/);
    expect(await axeComplaints(panelPage)).toEqual([]);
    const file = await save();
    expect(file.name).toMatch(/-with-secrets\.curl\.sh$/);
    expect(file.text).toContain('# WITH SECRETS: this file holds secret values.');
    expect(secretsIn(file.text, secrets)).not.toEqual([]);

    await panel.click('button', 'Leave secrets out');
    await panel.readAll(/There is no secret in it/);
    expect((await save()).name).not.toContain('with-secrets');

    await panel.choose('Format', 'HAR');
    await panel.readAll(/There is no secret in it/);
    expect(secretsIn((await save()).text, secrets)).toEqual([]);
  });

  if (kind === 'chromium')
    it.each([
      ['a code, with state and verifier made anew', 'code'],
      ['a token of the client', 'client'],
    ] as const)(
      'is a test that Playwright runs: %s',
      async (_what, grant) => {
        const { bank } = harness;
        const { record } =
          grant === 'code'
            ? await recordCodeFlow(bank, practicePlan(bank, 'practice-nextgenpsd2'), {
                refresh: true,
                calls: ['accounts'],
              })
            : await recordClientFlow(practicePlan(bank, 'practice-bpce-pisp'), '');
        const run = await runPlaywright(grant, record);
        expect(run.output).toMatch(/1 passed/);
        expect(run.code).toBe(0);
      },
      60_000,
    );

  async function runPlaywright(name: string, record: RecordedFlow) {
    const browser = await findBrowser('chromium');
    const own = join(folder, name);
    mkdirSync(own);
    const [file] = exportFlow(record, 'playwright', { say: english, version: '0.1.0' });
    writeFileSync(join(own, file?.name ?? ''), file?.text ?? '');
    const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
    symlinkSync(modules, join(own, 'node_modules'));
    const launchOptions = { executablePath: browser?.executablePath, args: ['--no-sandbox'] };
    const config = { use: { launchOptions }, workers: 1, reporter: 'line' };
    writeFileSync(join(own, 'playwright.config.ts'), `export default ${JSON.stringify(config)};\n`);
    harness.bank.control.settings({ approveAtOnce: true });
    return runTool('node', [toolScript('@playwright/test/cli.js'), 'test'], { folder: own });
  }
});
