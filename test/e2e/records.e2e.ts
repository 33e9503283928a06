import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RecordedFlow, writeFlowFile } from '../../src/core/record/flow-file.ts';
import { openIdClient } from '../practice-bank/clients.ts';
import { askWorker } from './driver/ask-worker.ts';
import { BPCE } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { secretsAtBank, secretsIn, secretsInMemory } from './driver/secrets.ts';
import { copiedCommands, shownDetails, shownScreens } from './driver/shown-texts.ts';
import { readStoredData } from './driver/stored-data.ts';
import { runBpceFlow, runOpenIdFlow, tryClientSecret } from './walk/flows-with-every-secret.ts';

const TYPED_SECRET = 'typed secret, not real +/=';
const KINDS = [
  'access_token',
  'authorization_code',
  'client_secret',
  'code_verifier',
  'id_token',
  'refresh_token',
  'state',
];

describe('of the secrets of a flow, in chromium,', () => {
  let harness: Harness;
  let secrets: string[];
  const shown: string[] = [];
  const copied: string[] = [];

  beforeAll(async () => {
    harness = await openHarness('chromium');
    const flows = [
      () => runBpceFlow(harness),
      () => runOpenIdFlow(harness),
      () => tryClientSecret(harness, TYPED_SECRET),
    ];
    for (const run of flows) {
      await run();
      shown.push(...(await shownDetails(harness)));
      copied.push(...(await copiedCommands(harness)));
    }
    shown.push(...(await shownScreens(harness)));
    const inMemory = secretsInMemory(await readStoredData(harness.panelPage));
    expect(inMemory.map(({ kind }) => kind)).toEqual(expect.arrayContaining(KINDS));
    const all = [...secretsAtBank(harness.bank), ...inMemory.map(({ value }) => value)];
    // The catalogue prints this one: whoever has the extension knows it.
    secrets = [...new Set(all)].filter((value) => value !== openIdClient.client_secret);
  });
  afterAll(() => harness?.close());

  it('many were in use, one of them hard to quote', () => {
    expect(secrets).toContain(TYPED_SECRET);
    expect(secrets.length).toBeGreaterThan(15);
  });

  it('nothing is in a store that outlives the browser', async () => {
    const { session, ...lasting } = await readStoredData(harness.panelPage);
    expect(secretsIn(JSON.stringify(session), secrets)).not.toEqual([]);
    expect(JSON.stringify(lasting)).toContain(BPCE);
    expect(secretsIn(JSON.stringify(lasting), secrets)).toEqual([]);
  });

  it('nothing is in an exported file', async () => {
    const { panelPage } = harness;
    const { flows } = (await askWorker(panelPage, 'listFlows', {})) as {
      flows: { flowId: string }[];
    };
    const records = flows.map(async ({ flowId }) => ({
      flowId,
      ...((await askWorker(panelPage, 'readFlow', { flowId })) as Pick<RecordedFlow, 'events'>),
    }));
    const file = writeFlowFile(await Promise.all(records));
    expect(file).toContain(BPCE);
    expect(secretsIn(file, secrets)).toEqual([]);
  });

  it('nothing is shown', () => {
    expect(secretsIn(shown.join('\n'), secrets)).toEqual([]);
  });

  it('nothing is in the title of a page', async () => {
    const pages = await harness.session.browser.pages();
    const titles = await Promise.all(pages.map((page) => page.title()));
    expect(secretsIn(titles.join('\n'), secrets)).toEqual([]);
  });

  it('nothing is copied as cURL, where variables stand for them', () => {
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.every((command) => command.startsWith('curl '))).toBe(true);
    expect(copied.join('\n')).toMatch(/"\$AUTHORIZATION_CODE"/);
    expect(copied.join('\n')).toMatch(/Bearer '"\$ACCESS_TOKEN"/);
    expect(secretsIn(copied.join('\n'), secrets)).toEqual([]);
  });

  it('a token is shown when it is asked for, until it is hidden again', async () => {
    const { panel } = harness;
    await panel.click('row', `${BPCE}, Account information, Practice, Tokens received`);
    await panel.openDetail('Tokens');
    await panel.clickIn('Access token', 'Reveal');
    expect(secretsIn(await panel.read('Access token', /Hide/), secrets)).toHaveLength(1);
    await panel.clickIn('Access token', 'Hide');
    expect(secretsIn(await panel.read('Access token', /Reveal/), secrets)).toEqual([]);
  });
});
