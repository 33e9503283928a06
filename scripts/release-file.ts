import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { name, version } from '../package.json' with { type: 'json' };
import { archive } from './archive.ts';
import { readFolder } from './built-files.ts';
import type { Target } from './manifest.ts';

/** A file of a release by what tells it from the others, for example `chrome.zip`. */
export const releaseName = (ending: string) => `${name}-${version}-${ending}`;

/** The archive that a browser's store takes, of what was built for it. */
export async function targetArchive(target: Target): Promise<Buffer> {
  return archive(await readFolder(`dist/${target}`));
}

/** The line of `SHA256SUMS` about a file, as `sha256sum --check` reads it. */
export function sumLine(file: string, bytes: Buffer): string {
  return `${createHash('sha256').update(bytes).digest('hex')}  ${file}\n`;
}

/** Writes a file into `dist`, and says so. */
export async function writeRelease(file: string, bytes: Buffer): Promise<void> {
  await writeFile(`dist/${file}`, bytes);
  console.log(`dist/${file} ${(bytes.length / 1000).toFixed(1)} kB`);
}
