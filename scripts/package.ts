import { readFile } from 'node:fs/promises';
import { deflateSync } from 'fflate';
import { description } from '../package.json' with { type: 'json' };
import { archive } from './archive.ts';
import { releaseName, sumLine, targetArchive, writeRelease } from './release-file.ts';
import { billOfMaterials } from './sbom.ts';
import { readSources } from './source-files.ts';

/**
 * Writes what a release is made of into `dist`: the archive of each built target, the sources that they can be built from,
 * what is in them, and the sums of all these. The same sources give the same bytes, wherever and whenever.
 */
const release = new Map<string, Buffer>();
for (const target of ['chrome', 'firefox'] as const) {
  release.set(releaseName(`${target}.zip`), await targetArchive(target));
}
// Too much to be squeezed; and Node's own packer gives other bytes on other processors.
const pack = (bytes: Buffer) => Buffer.from(deflateSync(bytes, { level: 9 }));
release.set(releaseName('source.zip'), await archive(await readSources('.'), pack));
const materials = billOfMaterials(await readFile('package-lock.json', 'utf8'), description);
release.set(releaseName('sbom.cdx.json'), Buffer.from(materials));
const sums = [...release].map(([file, bytes]) => sumLine(file, bytes));
release.set('SHA256SUMS', Buffer.from(sums.join('')));
for (const [file, bytes] of release) await writeRelease(file, bytes);
