import { writeFile } from 'node:fs/promises';
import manifest from '../manifest.json' with { type: 'json' };
import { archive } from './archive.ts';
import { readFolder } from './built-files.ts';

/** Packs each built target into the archive that its store takes. */
for (const target of ['chrome', 'firefox']) {
  const packed = await archive(await readFolder(`dist/${target}`));
  const path = `dist/psd2-oauth-devtools-${manifest.version}-${target}.zip`;
  await writeFile(path, packed);
  console.log(`${path} ${(packed.length / 1000).toFixed(1)} kB`);
}
