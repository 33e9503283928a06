import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';

/** Every file below a folder, by its path with forward slashes. */
export async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const files = new Map<string, Buffer>();
  for (const path of paths) {
    files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
  }
  return files;
}

const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g;
/** How a worker that is no module loads what it begins with; see `classic-worker.ts`. */
const WORKER_IMPORT = /\bimportScripts\(("[^)]*)\)/;
/** How it names what it may load later. */
const WORKER_LATER = /\bconst later=(\[[^\]]*\])/;
const LATER_IMPORT = /\bimport\(\s*["'`](\.{1,2}\/[^"'`]+)["'`]\s*\)/g;
const QUOTED_SCRIPT = /"([^"]+\.js)"/g;
const HTML_SCRIPT = /<(?:script|link)\b[^>]*(?:src|href)="\/?([^"]+\.js)"/g;
const HTML_STYLE = /<link\b[^>]*href="\/?([^"]+\.css)"/g;

/** The scripts that run before a page or worker is up: what it names, and what those import statically. */
export function eagerScripts(files: ReadonlyMap<string, Buffer>, entry: string): string[] {
  const found = new Set<string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    const text = files.get(path)?.toString('utf8') ?? '';
    for (const [, target = ''] of text.matchAll(STATIC_IMPORT)) {
      visit(posix.join(dirname(path), target));
    }
    const [, begun = ''] = WORKER_IMPORT.exec(text) ?? [];
    for (const [, target = ''] of begun.matchAll(QUOTED_SCRIPT)) visit(target);
  };
  if (entry.endsWith('.html')) {
    for (const path of named(files, entry, HTML_SCRIPT)) visit(path);
  } else {
    visit(entry);
  }
  return [...found];
}

/** All that a worker may ever run: what it begins with, and what it loads when that is wanted. */
export function workerScripts(files: ReadonlyMap<string, Buffer>, entry: string): string[] {
  const found = new Set(eagerScripts(files, entry));
  for (const path of found) {
    const text = files.get(path)?.toString('utf8') ?? '';
    const later =
      path === entry
        ? [...(WORKER_LATER.exec(text)?.[1] ?? '').matchAll(QUOTED_SCRIPT)].map(
            ([, target = '']) => target,
          )
        : [...text.matchAll(LATER_IMPORT)].map(([, target = '']) =>
            posix.join(dirname(path), target),
          );
    for (const target of later) for (const one of eagerScripts(files, target)) found.add(one);
  }
  return [...found];
}

/** The style sheets that a page names. */
export function pageStyles(files: ReadonlyMap<string, Buffer>, entry: string): string[] {
  return named(files, entry, HTML_STYLE);
}

function named(files: ReadonlyMap<string, Buffer>, entry: string, pattern: RegExp): string[] {
  const html = files.get(entry)?.toString('utf8') ?? '';
  return [...html.matchAll(pattern)].map(([, path = '']) => path);
}
