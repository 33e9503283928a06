import { err, ok, type Result } from '../../src/core/result.ts';
import { canInstallPackages, installPackages } from './apt-packages.ts';
import { browserCache, recordBrowser } from './browser-cache.ts';
import { type BrowserKind, browserVariables, namedBrowser } from './browser-places.ts';
import { identifyBrowser } from './browser-version.ts';
import { failureReason, runCommand } from './command.ts';
import { findBrowser, type InstalledBrowser } from './find-browser.ts';

interface InstallRecipe {
  label: string;
  debianPackage: string;
  download: string;
}

const recipes: Readonly<Record<BrowserKind, InstallRecipe>> = {
  chromium: { label: 'Chrome or Chromium', debianPackage: 'chromium', download: 'chrome@stable' },
  firefox: { label: 'Firefox', debianPackage: 'firefox-esr', download: 'firefox@stable' },
};

/** Downloads a browser into the checkout and remembers where its executable is. */
async function downloadBrowser(kind: BrowserKind): Promise<Result<void, string>> {
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  const args = ['--yes', '@puppeteer/browsers', 'install', recipes[kind].download];
  args.push('--path', browserCache.folder, '--format', '{{path}}');
  if (canInstallPackages()) args.push('--install-deps');
  const run = await runCommand(npx, args, { cwd: browserCache.checkout });
  const executablePath = run.stdout.trim().split('\n').at(-1);
  if (run.code !== 0 || !executablePath) return err(failureReason(run));
  recordBrowser(kind, executablePath);
  return ok(undefined);
}

/** The sentence for a developer whose machine has no such browser and lets us install none. */
export function missingBrowserMessage(kind: BrowserKind, reasons: readonly string[]): string {
  const { label, debianPackage } = recipes[kind];
  return [
    `No ${label} was found, and installing one did not work.`,
    `Install it yourself (on Debian: apt-get install ${debianPackage}), ` +
      `or set ${browserVariables[kind]} to its executable, and run the command again.`,
    ...reasons.map((reason) => `  ${reason.replaceAll('\n', '\n  ')}`),
  ].join('\n');
}

/**
 * The browser of a kind to use, installing one when there is none.
 * Fails with the sentence to show: nothing could be installed, or the browser named in the
 * environment does not run.
 */
export async function ensureBrowser(
  kind: BrowserKind,
  log: (line: string) => void = console.error,
): Promise<Result<InstalledBrowser, string>> {
  const named = namedBrowser(kind, process.env);
  if (named !== undefined) {
    const identity = await identifyBrowser(named);
    return identity === undefined
      ? err(
          `${browserVariables[kind]} is ${named.executablePath}, which is not a ${recipes[kind].label} that runs.`,
        )
      : ok({ ...named, ...identity });
  }
  const present = await findBrowser(kind);
  if (present !== undefined) return ok(present);

  const ways: Array<[string, () => Promise<Result<void, string>>]> = [
    ['download', () => downloadBrowser(kind)],
  ];
  if (canInstallPackages()) {
    ways.unshift(['apt-get', () => installPackages([recipes[kind].debianPackage])]);
  }
  const reasons: string[] = [];
  for (const [way, install] of ways) {
    log(`Installing ${recipes[kind].label} (${way}) …`);
    const outcome = await install();
    const installed = await findBrowser(kind);
    if (installed !== undefined) return ok(installed);
    reasons.push(`${way}: ${outcome.ok ? 'it installed nothing that can be used' : outcome.error}`);
  }
  return err(missingBrowserMessage(kind, reasons));
}
