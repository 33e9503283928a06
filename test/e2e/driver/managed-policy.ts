import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserKind } from '../../../scripts/browser/browser-places.ts';
import { addChromiumPolicy } from '../../../scripts/browser/chromium-policy.ts';
import { GECKO_ID } from '../../../scripts/manifest.ts';

/** What a browser is to be started with, so that an organisation's policy is in force there alone. */
interface PolicyInForce {
  env: Record<string, string>;
  remove(): void;
}

/**
 * Sets a policy for the unpacked extension in a folder, as an administrator would: in Chromium by a policy file that names
 * its id, in Firefox by a manifest in a home of its own.
 */
export function setPolicy(
  kind: BrowserKind,
  extensionDir: string,
  policy: Readonly<Record<string, unknown>>,
): PolicyInForce {
  if (kind === 'chromium') {
    const extensions = { [unpackedId(extensionDir)]: policy };
    return { env: {}, remove: addChromiumPolicy({ '3rdparty': { extensions } }) };
  }
  const home = join(extensionDir, '.home');
  const manifests = join(home, '.mozilla/managed-storage');
  mkdirSync(manifests, { recursive: true });
  const manifest = { name: GECKO_ID, description: 'Made up', type: 'storage', data: policy };
  writeFileSync(join(manifests, `${GECKO_ID}.json`), JSON.stringify(manifest));
  // What it writes into its home goes with the folder.
  return { env: { HOME: home }, remove: () => undefined };
}

/** The id that Chromium gives an unpacked extension: half of the hash of its folder's path, in letters from a to p. */
function unpackedId(extensionDir: string): string {
  const hash = createHash('sha256').update(realpathSync(extensionDir)).digest('hex');
  return hash
    .slice(0, 32)
    .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
