import { gzipSync } from 'node:zlib';
import { archive } from './archive.ts';
import { eagerScripts, pageStyles, readFolder } from './built-files.ts';

export type Part = 'panel' | 'css' | 'background' | 'devtools' | 'archive';

/** Bytes of each part of a built package: gzip, the archive as it goes to the stores. */
export async function partSizes(files: ReadonlyMap<string, Buffer>): Promise<Record<Part, number>> {
  const gzipped = (paths: readonly string[]) =>
    paths.reduce((sum, path) => sum + gzipSync(files.get(path) ?? '', { level: 9 }).length, 0);
  return {
    panel: gzipped(eagerScripts(files, 'src/panel/panel.html')),
    css: gzipped(pageStyles(files, 'src/panel/panel.html')),
    background: gzipped(eagerScripts(files, 'service-worker-loader.js')),
    devtools: gzipped(eagerScripts(files, 'src/devtools/devtools.html')),
    archive: (await archive(files)).length,
  };
}

/** The parts of the package that was built for a browser. */
export async function builtSizes(target: 'chrome' | 'firefox'): Promise<Record<Part, number>> {
  return partSizes(await readFolder(`dist/${target}`));
}
