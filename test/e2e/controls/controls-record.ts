import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { z } from 'zod';
import { type BrowserSession, panelPath } from '../../../scripts/browser/browser-session.ts';
import { poll } from '../../../scripts/browser/poll.ts';
import { CONTROLS_FOLDER, controlsRecordSchema } from '../../../scripts/test-run/controls.ts';

const SCRIPT = 'record-controls.js';
const scriptPath = join(import.meta.dirname, SCRIPT);

/** Notes the same from now on in a panel of the package as it ships. */
export async function recordControls(surface: Pick<Page, 'evaluate'>): Promise<void> {
  await surface.evaluate(await readFile(scriptPath, 'utf8'));
}

/** Has a copy of the built extension note which of the panel's controls are drawn, and which are used. */
export async function addControlsRecorder(extensionDir: string): Promise<void> {
  await cp(scriptPath, join(extensionDir, SCRIPT));
  const page = join(extensionDir, panelPath);
  const html = await readFile(page, 'utf8');
  await writeFile(page, html.replace('<script', `<script src="/${SCRIPT}"></script><script`));
}

const stored = z.record(z.string(), z.unknown());
const noted = z.object({ seen: z.array(z.string()), used: z.array(z.string()) });
let testFile = '';
let runs = 0;

/** Says which test file runs. Where none does, as in scripts that use these drivers, nothing is written down. */
export function nameTestFile(name: string): void {
  testFile = name;
}

/** Writes down what the panels of a browser noted, beside what other test files did. */
export async function writeControls(session: BrowserSession): Promise<void> {
  if (testFile === '') return;
  const everything = stored.parse(await readMemory(session));
  const records = Object.entries(everything)
    .filter(([key]) => key.startsWith('test:controls:'))
    .map(([, value]) => noted.parse(value));
  const record = controlsRecordSchema.encode({
    testFile,
    seen: unite(records.map(({ seen }) => seen)),
    used: unite(records.map(({ used }) => used)),
  });
  await mkdir(CONTROLS_FOLDER, { recursive: true });
  runs += 1;
  const file = `${record.testFile}-${session.kind}-${runs}.json`;
  await writeFile(join(CONTROLS_FOLDER, file), JSON.stringify(record));
}

function unite(lists: readonly string[][]): [role: string, name: string][] {
  return [...new Set(lists.flat())].map((id) => JSON.parse(id) as [string, string]);
}

/** What the extension has in memory, asked in any page of it. */
async function readMemory(session: BrowserSession): Promise<unknown> {
  const expression = 'chrome.storage.session.get(null)';
  for (const page of await session.browser.pages()) {
    if (!page.url().startsWith(session.extensionOrigin)) continue;
    const read = await page.evaluate(expression).catch(() => undefined);
    if (read !== undefined) return read;
  }
  const page = await session.browser.newPage();
  // A page of ours that does nothing by itself. Firefox tells of no `load` there.
  await page.goto(`${session.extensionOrigin}/src/devtools/devtools.html`, { waitUntil: [] });
  return poll(() => page.evaluate(expression).catch(() => undefined), {
    awaited: 'a page of ours',
  });
}
