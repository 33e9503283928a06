import { posix, win32 } from 'node:path';

export type BrowserKind = 'chromium' | 'firefox';

/** A path where a browser may be; nothing is known yet about whether it is there. */
export interface BrowserCandidate {
  kind: BrowserKind;
  name: string;
  executablePath: string;
}

/** What the search depends on, passed in so that any system can be looked at from any other. */
export interface SearchContext {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
}

interface Product {
  kind: BrowserKind;
  name: string;
  commands: readonly string[];
  macApp: string;
  windowsPath: string;
}

const products: readonly Product[] = [
  {
    kind: 'chromium',
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser'],
    macApp: 'Chromium.app/Contents/MacOS/Chromium',
    windowsPath: 'Chromium\\Application\\chrome.exe',
  },
  {
    kind: 'chromium',
    name: 'Google Chrome',
    commands: ['google-chrome-stable', 'google-chrome', 'chrome'],
    macApp: 'Google Chrome.app/Contents/MacOS/Google Chrome',
    windowsPath: 'Google\\Chrome\\Application\\chrome.exe',
  },
  {
    kind: 'chromium',
    name: 'Microsoft Edge',
    commands: ['microsoft-edge-stable', 'microsoft-edge', 'msedge'],
    macApp: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    windowsPath: 'Microsoft\\Edge\\Application\\msedge.exe',
  },
  {
    kind: 'chromium',
    name: 'Brave Browser',
    commands: ['brave-browser', 'brave'],
    macApp: 'Brave Browser.app/Contents/MacOS/Brave Browser',
    windowsPath: 'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  },
  {
    kind: 'firefox',
    name: 'Mozilla Firefox',
    commands: ['firefox', 'firefox-esr'],
    macApp: 'Firefox.app/Contents/MacOS/firefox',
    windowsPath: 'Mozilla Firefox\\firefox.exe',
  },
];

/** The variables by which a developer names the browser to use. */
export const browserVariables: Readonly<Record<BrowserKind, string>> = {
  chromium: 'PSD2_CHROMIUM',
  firefox: 'PSD2_FIREFOX',
};

/** The browser a developer named in the environment, or `undefined`. */
export function namedBrowser(
  kind: BrowserKind,
  env: SearchContext['env'],
): BrowserCandidate | undefined {
  const executablePath = env[browserVariables[kind]];
  return executablePath ? { kind, name: kind, executablePath } : undefined;
}

function isDefined(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

function pathFolders({ platform, env }: SearchContext): string[] {
  const list = env.PATH ?? env.Path ?? '';
  return list.split(platform === 'win32' ? ';' : ':').filter(isDefined);
}

function usualPaths(product: Product, { platform, env, home }: SearchContext): string[] {
  if (platform === 'darwin') {
    return ['/Applications', posix.join(home, 'Applications')].map((folder) =>
      posix.join(folder, product.macApp),
    );
  }
  if (platform === 'win32') {
    return [env.ProgramFiles, env['ProgramFiles(x86)'], env.LocalAppData]
      .filter(isDefined)
      .map((folder) => win32.join(folder, product.windowsPath));
  }
  return [];
}

/** Every place worth looking at for one kind of browser, best first. */
export function browserPlaces(kind: BrowserKind, context: SearchContext): BrowserCandidate[] {
  const { join } = context.platform === 'win32' ? win32 : posix;
  const suffix = context.platform === 'win32' ? '.exe' : '';
  const named = namedBrowser(kind, context.env);
  const found = products
    .filter((product) => product.kind === kind)
    .flatMap((product) =>
      [
        ...product.commands.flatMap((command) =>
          pathFolders(context).map((folder) => join(folder, command + suffix)),
        ),
        ...usualPaths(product, context),
      ].map((executablePath) => ({ kind, name: product.name, executablePath })),
    );
  return named === undefined ? found : [named, ...found];
}
