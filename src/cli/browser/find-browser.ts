import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';

export type BrowserKind = 'chrome' | 'firefox';

export interface FoundBrowser {
  kind: BrowserKind;
  executablePath: string;
}

/** What the search depends on, passed in so that any system can be looked at from any other. */
export interface Machine {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
}

interface Product {
  kind: BrowserKind;
  commands: readonly string[];
  mac: string;
  windows: string;
}

/** The one that most people test with first. */
const PRODUCTS: readonly Product[] = [
  {
    kind: 'chrome',
    commands: ['google-chrome-stable', 'google-chrome', 'chrome'],
    mac: 'Google Chrome.app/Contents/MacOS/Google Chrome',
    windows: 'Google\\Chrome\\Application\\chrome.exe',
  },
  {
    kind: 'chrome',
    commands: ['chromium', 'chromium-browser'],
    mac: 'Chromium.app/Contents/MacOS/Chromium',
    windows: 'Chromium\\Application\\chrome.exe',
  },
  {
    kind: 'chrome',
    commands: ['microsoft-edge-stable', 'microsoft-edge', 'msedge'],
    mac: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    windows: 'Microsoft\\Edge\\Application\\msedge.exe',
  },
  {
    kind: 'firefox',
    commands: ['firefox', 'firefox-esr'],
    mac: 'Firefox.app/Contents/MacOS/firefox',
    windows: 'Mozilla Firefox\\firefox.exe',
  },
];

/** The browser to use on a machine: of a kind, or the first that is there. A path names itself. */
export function findBrowser(
  wanted: string,
  machine: Machine = { platform: process.platform, env: process.env, exists: existsSync },
): FoundBrowser | undefined {
  if (/[\\/]/.test(wanted)) {
    const kind = /firefox[^\\/]*$/i.test(wanted) ? 'firefox' : 'chrome';
    return machine.exists(wanted) ? { kind, executablePath: wanted } : undefined;
  }
  const places = PRODUCTS.filter(({ kind }) => wanted === 'local' || wanted === kind).flatMap(
    (product) =>
      placesOf(product, machine).map((executablePath) => ({ kind: product.kind, executablePath })),
  );
  return places.find(({ executablePath }) => machine.exists(executablePath));
}

function placesOf({ commands, mac, windows }: Product, { platform, env }: Machine): string[] {
  if (platform === 'win32') {
    return [env.ProgramFiles, env['ProgramFiles(x86)'], env.LocalAppData].flatMap((folder) =>
      folder ? [win32.join(folder, windows)] : [],
    );
  }
  const folders = (env.PATH ?? '').split(':').filter((folder) => folder !== '');
  const onPath = commands.flatMap((command) =>
    folders.map((folder) => posix.join(folder, command)),
  );
  if (platform !== 'darwin') return onPath;
  return [
    posix.join('/Applications', mac),
    posix.join(env.HOME ?? '', 'Applications', mac),
    ...onPath,
  ];
}
