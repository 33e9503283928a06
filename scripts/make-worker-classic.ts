import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFolder } from './built-files.ts';
import { makeClassic } from './classic-worker.ts';

const LOADER = 'service-worker-loader.js';
const PANEL = 'assets/panel.js';
const PANEL_PAGE = 'src/panel/panel.html';

/** Has a built package's worker run as a classic script, see `makeClassic`. */
export async function makeWorkerClassic(folder: string): Promise<void> {
  const files = await readFolder(folder);
  const [, worker] = /import '\.\/([^']+)'/.exec(String(files.get(LOADER))) ?? [];
  if (worker === undefined) throw new Error(`${LOADER} loads no worker`);
  const scripts = [...files].filter(([path]) => /^assets\/.*\.js$/.test(path));
  const { changed, gone, loader } = makeClassic(
    new Map(scripts.map(([path, bytes]) => [path, String(bytes)])),
    worker,
    PANEL,
  );
  for (const [path, code] of [...changed, [LOADER, loader] as const]) {
    await writeFile(join(folder, path), code);
  }
  for (const path of gone) await rm(join(folder, path));
  const page = gone.reduce(withoutPreload, String(files.get(PANEL_PAGE)));
  await writeFile(join(folder, PANEL_PAGE), page);
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  const { type: _module, ...background } = manifest.background;
  await writeFile(path, JSON.stringify({ ...manifest, background }, null, 2));
}

function withoutPreload(html: string, path: string): string {
  return html.replace(new RegExp(`\\s*<link rel="modulepreload"[^>]*href="/${path}">`), '');
}
