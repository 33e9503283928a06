import { err, ok, type Result } from '../../src/core/result.ts';
import { canInstallPackages, installPackages } from './apt-packages.ts';
import { runCommand } from './command.ts';

/** Started is enough: without a display xdotool answers every call with a failure. */
async function hasTools(): Promise<boolean> {
  const runs = await Promise.all([
    runCommand('Xvfb', ['-help'], { timeoutMs: 10_000 }),
    runCommand('xdotool', ['version'], { timeoutMs: 10_000 }),
  ]);
  return runs.every((run) => run.code !== null);
}

/**
 * Makes sure that Xvfb and xdotool are here: with them a browser window can be opened, and its own
 * prompts answered, on a machine without a screen. Fails with the sentence to show.
 */
export async function ensureDisplayTools(
  log: (line: string) => void = console.error,
): Promise<Result<void, string>> {
  if (process.platform !== 'linux') return err('A virtual display is only available on Linux.');
  if (await hasTools()) return ok(undefined);
  let reason = 'this needs root on Debian';
  if (canInstallPackages()) {
    log('Installing Xvfb and xdotool (apt-get) …');
    const outcome = await installPackages(['xvfb', 'xdotool']);
    if (await hasTools()) return ok(undefined);
    if (!outcome.ok) reason = outcome.error;
  }
  return err(`Xvfb and xdotool are missing (on Debian: apt-get install xvfb xdotool): ${reason}`);
}
