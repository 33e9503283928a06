import { setTimeout as delay } from 'node:timers/promises';
import { runCommand } from './command.ts';
import { poll } from './poll.ts';
import { pressKeys } from './virtual-display.ts';

// Chromium 156 ignores keys for 500 ms after a prompt has appeared, against accidental answers.
const promptGuardMs = 800;

async function xdotool(display: string, args: readonly string[]): Promise<string> {
  const run = await runCommand('xdotool', args, { env: { ...process.env, DISPLAY: display } });
  return run.stdout.trim();
}

/** Gives the focus to the browser's own window: a prompt asked for in undocked DevTools opens there. */
async function focusBrowserWindow(display: string): Promise<void> {
  const windows = await xdotool(display, ['search', '--onlyvisible', '--name', '.']);
  for (const id of windows.split('\n').filter((line) => line !== '')) {
    const name = await xdotool(display, ['getwindowname', id]);
    if (name !== '' && !name.startsWith('DevTools')) {
      await xdotool(display, ['windowfocus', '--sync', id]);
      return;
    }
  }
}

async function isTrueSoon(condition: () => Promise<boolean>): Promise<boolean> {
  const options = { awaited: 'the answer to take effect', timeoutMs: 2000 };
  return poll(async () => (await condition()) || undefined, options).catch(() => false);
}

/**
 * Presses Allow in the permission prompt of a Chromium window on a virtual display, again until the
 * condition holds. Call it right after the click that asks. Throws when five attempts were in vain.
 */
export async function allowPermissionPrompt(
  display: string,
  isGranted: () => Promise<boolean>,
): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await delay(promptGuardMs);
    await focusBrowserWindow(display);
    // Deny has the focus at first, and Allow comes next.
    await pressKeys(display, ['Tab', 'Return']);
    if (await isTrueSoon(isGranted)) return;
  }
  throw new Error('The permission was not granted: no prompt took the keys.');
}
