import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserSession } from '../../scripts/browser/browser-session.ts';

/** An extension that a baseline is measured with. */
export interface MadeUpExtension {
  id: string;
  origin: string;
  /** takes it out of the browser again */
  remove(): Promise<void>;
}

/** Installs an extension of a few files beside ours, in Chromium. @param files by path; the manifest is made of the rest */
export async function installMadeUp(
  { browser }: BrowserSession,
  manifest: object,
  files: Readonly<Record<string, string>>,
): Promise<MadeUpExtension> {
  const folder = await mkdtemp(join(tmpdir(), 'psd2-oauth-made-up-'));
  const whole = { manifest_version: 3, name: 'Made up', version: '1', ...manifest };
  const all = { ...files, 'manifest.json': JSON.stringify(whole) };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const id = await browser.installExtension(folder);
  return {
    id,
    origin: `chrome-extension://${id}`,
    async remove() {
      if (browser.connected) await browser.uninstallExtension(id);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
