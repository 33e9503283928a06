import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { findBrowser } from './browser/find-browser.ts';
import { launchChromium } from './browser/launch-chromium.ts';
import { copyWithHosts } from './browser/test-copy.ts';

const ROUNDS = 21;
const LOADER = 'service-worker-loader.js';
/**
 * At the loader's end every listener stands: milliseconds since the worker began. It says so itself, for a worker that
 * somebody is attached to cannot be stopped.
 */
const SAY_WHEN = '\n;chrome.storage.session.set({ standsAtMs: performance.now() });\n';

interface Times {
  listening: number[];
  answered: number[];
}

/**
 * How long a stopped worker takes in Chromium until its listeners stand, and until it answers a panel: the build in
 * `dist/chrome`, or those in the folders that are named, in turns.
 *
 * `npx tsx scripts/worker-start.ts dist/chrome ../before/dist/chrome`
 */
const folders = process.argv.length > 2 ? process.argv.slice(2) : ['dist/chrome'];
const found = await findBrowser('chromium');
if (!found) throw new Error('no Chromium on this machine');
const sides = await Promise.all(
  folders.map(async (folder) => {
    const copy = await mkdtemp(join(tmpdir(), 'worker-start-'));
    await copyWithHosts(folder, copy, []);
    await appendFile(join(copy, LOADER), SAY_WHEN);
    const launch = { executablePath: found.executablePath, extensionDir: copy, headless: true };
    const session = await launchChromium(launch);
    const times: Times = { listening: [], answered: [] };
    return { folder, copy, session, page: await session.openPanelTab(), times };
  }),
);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const { session, page, times } of sides) {
    await session.stopWorker();
    times.answered.push(await askTime(page));
    times.listening.push(await listeningTime(page));
  }
}
for (const { folder, copy, session, times } of sides) {
  console.log(`${folder}: listening ${told(times.listening)}, answered ${told(times.answered)}`);
  await session.close();
  await rm(copy, { recursive: true, force: true });
}

/** In the panel, from a request to its answer. */
async function askTime(page: Page): Promise<number> {
  const asked = `(async () => {
    const before = performance.now();
    await chrome.runtime.sendMessage({ request: 'listFlows', params: {} });
    return performance.now() - before;
  })()`;
  return Number(await page.evaluate(asked));
}

/** What this life of the worker said of its start, and nothing that is left of the one before. */
async function listeningTime(page: Page): Promise<number> {
  const said = `(async () => {
    const { standsAtMs } = await chrome.storage.session.get('standsAtMs');
    await chrome.storage.session.remove('standsAtMs');
    return standsAtMs;
  })()`;
  return Number(await page.evaluate(said));
}

/** The median, with the tenth and the ninetieth percentile. */
function told(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(1);
  return `${at(0.5)} ms (${at(0.1)} to ${at(0.9)})`;
}
