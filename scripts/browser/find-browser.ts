import { homedir } from 'node:os';
import { recordedBrowser } from './browser-cache.ts';
import {
  type BrowserCandidate,
  type BrowserKind,
  browserPlaces,
  type SearchContext,
} from './browser-places.ts';
import { type BrowserIdentity, identifyBrowser } from './browser-version.ts';

/** A browser that was found and answered with its version. */
export interface InstalledBrowser {
  kind: BrowserKind;
  name: string;
  executablePath: string;
  version: string;
}

export type Identify = (candidate: BrowserCandidate) => Promise<BrowserIdentity | undefined>;

/** Keeps the first of each name and version: Debian's `firefox` is a script around `firefox-esr`. */
export function distinctBrowsers(browsers: readonly InstalledBrowser[]): InstalledBrowser[] {
  const seen = new Map<string, InstalledBrowser>();
  for (const browser of browsers) {
    const key = `${browser.kind} ${browser.name} ${browser.version}`;
    if (!seen.has(key)) seen.set(key, browser);
  }
  return [...seen.values()];
}

/** The system this process runs on. */
function currentSystem(): SearchContext {
  return { platform: process.platform, env: process.env, home: homedir() };
}

/** Every usable browser of a kind, best first: the one named in the environment, PATH, usual places. */
export async function findBrowsers(
  kind: BrowserKind,
  context: SearchContext = currentSystem(),
  identify: Identify = identifyBrowser,
): Promise<InstalledBrowser[]> {
  const places = [...browserPlaces(kind, context), ...recordedBrowser(kind)];
  const found = await Promise.all(
    places.map(async (candidate) => {
      const identity = await identify(candidate);
      return identity === undefined ? [] : [{ ...candidate, ...identity }];
    }),
  );
  return distinctBrowsers(found.flat());
}

/** The browser of a kind to use, or `undefined` when this machine has none. */
export async function findBrowser(kind: BrowserKind): Promise<InstalledBrowser | undefined> {
  return (await findBrowsers(kind))[0];
}
