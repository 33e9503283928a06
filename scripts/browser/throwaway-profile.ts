import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A browser profile that exists for one run. */
export interface ThrowawayProfile {
  folder: string;
  /** Removes the folder; safe to call twice. */
  remove(): Promise<void>;
}

/** Makes an empty profile folder, which also goes when this process ends without removing it. */
export function createThrowawayProfile(name: string): ThrowawayProfile {
  const folder = mkdtempSync(join(tmpdir(), `psd2-oauth-${name}-`));
  const removeAtExit = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeAtExit);
  return {
    folder,
    async remove() {
      process.off('exit', removeAtExit);
      // The browser's child processes may still write for a moment after it has closed.
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** How Chromium's DevTools stand to the page they inspect. */
export type DevToolsDock = 'undocked' | 'bottom' | 'right';

/**
 * Writes the Chromium preferences no command line flag covers: developer mode, without which a
 * reloaded unpacked extension stays off, and the place of DevTools.
 */
export function writeChromiumPreferences(profileFolder: string, dock: DevToolsDock): void {
  const folder = join(profileFolder, 'Default');
  mkdirSync(folder, { recursive: true });
  const preferences = {
    extensions: { ui: { developer_mode: true } },
    devtools: { preferences: { currentDockState: JSON.stringify(dock) } },
  };
  writeFileSync(join(folder, 'Preferences'), JSON.stringify(preferences));
}
