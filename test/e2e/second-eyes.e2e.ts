import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSERS, IS_WHOLE } from '../extent.ts';
import { CaptureDriver } from './driver/capture-driver.ts';
import { type BankAndBrowser, openBankAndBrowser } from './driver/harness.ts';
import { type Landing, landings } from './driver/landings.ts';

/** Of those whose answer still stands in some address, a worker would find it there. */
const met = landings.filter(({ leavesNoAddress }) => IS_WHOLE || leavesNoAddress);

/** What it listens to is added and taken away as ever, and does nothing. */
const DEAF = `for (const { webNavigation, webRequest } of [globalThis.browser ?? chrome, chrome]) {
  for (const event of [...Object.values(webNavigation), ...Object.values(webRequest)]) {
    if (!event?.addListener) continue;
    const add = event.addListener.bind(event);
    const remove = event.removeListener.bind(event);
    const deaf = new Map();
    event.addListener = (listener, ...how) => {
      deaf.set(listener, () => undefined);
      add(deaf.get(listener), ...how);
    };
    event.removeListener = (listener) => {
      if (deaf.has(listener)) remove(deaf.get(listener));
      deaf.delete(listener);
    };
  }
}
`;

describe.each(BROWSERS)('an answer that the browser gives to no worker, in %s,', (kind) => {
  let parts: BankAndBrowser;
  let driver: CaptureDriver;
  let panel: Page;

  beforeAll(async () => {
    const hosts = ['http://*.localhost/*', 'https://*.localhost/*'];
    parts = await openBankAndBrowser(kind, { hosts, change: deafen });
    driver = await CaptureDriver.open(parts);
  });
  afterAll(() => parts?.close());

  const start = ({ style, redirectUri }: Landing) =>
    driver.start({ style, redirectUri: redirectUri(parts.bank.urls) });

  it('is captured by nobody where no panel is open', async () => {
    const flowId = await start(met[0] as Landing);
    await driver.decide();
    await driver.leftTheBank();
    await expect(driver.captured(flowId, 2500)).rejects.toThrow();
    expect(await driver.captures(flowId)).toEqual([]);
    await driver.ask('abandonFlow', { flowId });
  });

  describe('is captured where a panel is open:', () => {
    beforeAll(async () => {
      panel = await parts.session.openPanelTab();
    });
    const flows = new Map<string, Landing>();
    it('with a state that is not the one of its flow', async () => {
      const [landing] = landings as readonly [Landing, ...Landing[]];
      const flowId = await start(landing);
      // A worker that finds the tab there later cannot tell it from an old page.
      const answer = 'code=FAKE-code-0123456789&state=FAKE-state-of-nobody';
      await driver.bankPage.evaluate(
        (address) => {
          setTimeout(() => location.assign(address));
        },
        `${landing.redirectUri(parts.bank.urls)}?${answer}`,
      );
      await driver.captured(flowId);
      flows.set(flowId, landing);
      expect(await driver.phase(flowId)).toBe('refused_by_us');
    });
    it.each(met)('$name', async (landing) => {
      const flowId = await start(landing);
      await driver.decide(landing.decision);
      await driver.captured(flowId);
      flows.set(flowId, landing);
      await driver.closeOthers(panel);
    });
    it('and not again by what comes later', async () => {
      await expect(driver.captured('none of them', 1500)).rejects.toThrow();
      for (const [flowId, { name }] of flows) {
        expect(await driver.captures(flowId), name).toHaveLength(1);
      }
    });
  });
});

/** Has the worker, or the event page, make nothing of what the browser tells of pages. */
async function deafen(folder: string): Promise<void> {
  const edit = async (name: string, change: (text: string) => string) => {
    const path = join(folder, name);
    await writeFile(path, change(await readFile(path, 'utf8')));
  };
  await writeFile(join(folder, 'deaf.js'), DEAF);
  await edit('manifest.json', (text) => {
    const manifest = JSON.parse(text);
    manifest.background.scripts?.unshift('deaf.js');
    return JSON.stringify(manifest);
  });
  await edit('service-worker-loader.js', (text) =>
    text.startsWith('import ') ? text : `importScripts('deaf.js');\n${text}`,
  );
}
