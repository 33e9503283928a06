import { gzipSync } from 'node:zlib';
import { archive } from './archive.ts';
import { eagerScripts, pageStyles, readFolder, workerScripts } from './built-files.ts';

export type Part = 'panel' | 'css' | 'background' | 'whole background' | 'devtools' | 'archive';

const WORKER = 'service-worker-loader.js';
const PANEL = 'src/panel/panel.html';

/** Bytes of each part of a built package: gzip, the archive as it goes to the stores. */
export async function partSizes(files: ReadonlyMap<string, Buffer>): Promise<Record<Part, number>> {
  const gzipped = (paths: readonly string[]) =>
    paths.reduce((sum, path) => sum + gzipSync(files.get(path) ?? '', { level: 9 }).length, 0);
  return {
    panel: gzipped(eagerScripts(files, PANEL)),
    css: gzipped(pageStyles(files, PANEL)),
    // What every life of it loads, and what some of them load later as well.
    background: gzipped(eagerScripts(files, WORKER)),
    'whole background': gzipped(workerScripts(files, WORKER)),
    devtools: gzipped(eagerScripts(files, 'src/devtools/devtools.html')),
    archive: (await archive(files)).length,
  };
}

/** The parts of the package that was built for a browser. */
export async function builtSizes(target: 'chrome' | 'firefox'): Promise<Record<Part, number>> {
  return partSizes(await readFolder(`dist/${target}`));
}
