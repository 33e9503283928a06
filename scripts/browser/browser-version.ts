import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserCandidate, BrowserKind } from './browser-places.ts';
import { runCommand } from './command.ts';

/** What a browser says of itself. */
export interface BrowserIdentity {
  name: string;
  version: string;
}

/** Reads `Chromium 156.0.8078.79 built on Debian` and the like; `undefined` for anything else. */
export function parseVersionLine(line: string): BrowserIdentity | undefined {
  const match = /^(.*?)\s+(\d+(?:\.\w+)+)/m.exec(line);
  return match?.[1] && match[2] ? { name: match[1].trim(), version: match[2] } : undefined;
}

const productNames: Readonly<Record<BrowserKind, RegExp>> = {
  chromium: /chrom|edge|brave/i,
  firefox: /firefox/i,
};

/** Reads the version without starting the browser: on Windows `--version` opens a window. */
function readWindowsVersion(candidate: BrowserCandidate): string | undefined {
  const folder = dirname(candidate.executablePath);
  if (candidate.kind === 'chromium') {
    return readdirSync(folder).findLast((entry) => /^\d+(\.\d+){3}$/.test(entry));
  }
  return /^Version=(\S+)/m.exec(readFileSync(join(folder, 'application.ini'), 'utf8'))?.[1];
}

function firstBytes(path: string): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(4096);
    return buffer.toString('latin1', 0, readSync(file, buffer));
  } finally {
    closeSync(file);
  }
}

/** Whether this is a snap, or Ubuntu's script that starts one: confined, it cannot read our profile. */
function isSnap(path: string): boolean {
  const real = realpathSync(path);
  if (real === '/usr/bin/snap' || real.startsWith('/snap/')) return true;
  const start = firstBytes(real);
  return start.startsWith('#!') && start.includes('/snap/bin/');
}

/** Name and version of the browser at this place; `undefined` when there is none that can be used. */
export async function identifyBrowser(
  candidate: BrowserCandidate,
  platform: NodeJS.Platform = process.platform,
): Promise<BrowserIdentity | undefined> {
  try {
    if (platform === 'win32') {
      const version = readWindowsVersion(candidate);
      return version === undefined ? undefined : { name: candidate.name, version };
    }
    if (platform === 'linux' && isSnap(candidate.executablePath)) return undefined;
  } catch {
    return undefined;
  }
  const run = await runCommand(candidate.executablePath, ['--version'], { timeoutMs: 15_000 });
  const identity = run.code === 0 ? parseVersionLine(run.stdout) : undefined;
  return identity && productNames[candidate.kind].test(identity.name) ? identity : undefined;
}
