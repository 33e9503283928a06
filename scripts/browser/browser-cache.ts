import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserCandidate, BrowserKind } from './browser-places.ts';

const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where downloaded browsers go: inside the checkout, out of version control. */
export const browserCache = { checkout, folder: join('.cache', 'browsers') };

function recordFile(kind: BrowserKind): string {
  return join(checkout, browserCache.folder, `${kind}.path`);
}

/** The browser downloaded earlier, as a list of none or one. */
export function recordedBrowser(kind: BrowserKind): BrowserCandidate[] {
  const file = recordFile(kind);
  if (!existsSync(file)) return [];
  return [{ kind, name: kind, executablePath: readFileSync(file, 'utf8').trim() }];
}

/** Remembers where a download put its executable. */
export function recordBrowser(kind: BrowserKind, executablePath: string): void {
  const file = recordFile(kind);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${resolve(checkout, executablePath)}\n`);
}
