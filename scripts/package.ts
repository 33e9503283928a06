import { writeFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import manifest from '../manifest.json' with { type: 'json' };
import { readFolder } from './built-files.ts';

/** Packs each built target into the archive that its store takes. */
for (const target of ['chrome', 'firefox']) {
  const files = await readFolder(`dist/${target}`);
  const path = `dist/psd2-oauth-devtools-${manifest.version}-${target}.zip`;
  // One date for every file: the same sources give the same bytes.
  const archive = zipSync(Object.fromEntries(files), { level: 9, mtime: '2026-01-01T00:00:00' });
  await writeFile(path, archive);
  console.log(`${path} ${(archive.length / 1000).toFixed(1)} kB`);
}
