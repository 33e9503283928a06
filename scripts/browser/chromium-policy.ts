import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Where Chromium and Chrome look on Linux.
const folders = ['/etc/chromium/policies/managed', '/etc/opt/chrome/policies/managed'];

/**
 * Adds a policy for every Chromium of this machine, in a file of its own, and gives the function
 * that takes it away; this process's end does so too. Throws where only an administrator may.
 *
 * Two files that set the same policy do not add up: the last one wins. So whoever runs at the same
 * time must add the same.
 */
export function addChromiumPolicy(policy: Readonly<Record<string, unknown>>): () => void {
  const name = `psd2-oauth-test-${randomUUID()}.json`;
  const made = folders.flatMap((folder) => makeFolders(folder));
  const files = folders.map((folder) => join(folder, name));
  const remove = () => {
    process.off('exit', remove);
    for (const file of files) rmSync(file, { force: true });
    for (const folder of made.reverse()) removeIfEmpty(folder);
  };
  process.once('exit', remove);
  for (const file of files) writeFileSync(file, JSON.stringify(policy));
  return remove;
}

/** Makes a folder and those above it; gives the ones that were not there, outermost first. */
function makeFolders(folder: string): string[] {
  if (existsSync(folder)) return [];
  const above = makeFolders(dirname(folder));
  mkdirSync(folder);
  return [...above, folder];
}

/** Another run may have put its own file there meanwhile: then the folder stays. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not empty, or gone already.
  }
}
