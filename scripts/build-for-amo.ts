import { buildTarget } from './build-all.ts';
import { releaseName, sumLine, targetArchive, writeRelease } from './release-file.ts';

/** From the sources to the archive that addons.mozilla.org has, and its sum: what its reviewers run. */
await buildTarget('firefox');
const file = releaseName('firefox.zip');
const bytes = await targetArchive('firefox');
await writeRelease(file, bytes);
console.log(sumLine(file, bytes).trimEnd());
