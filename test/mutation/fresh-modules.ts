import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { moduleRunnerTransform, transformWithOxc } from 'vite';

type Exports = Record<string, unknown>;
type Evaluate = (
  named: (name: string, get: () => unknown) => void,
  all: (of: Exports) => void,
  meta: { url: string },
  load: (specifier: string) => Promise<Exports>,
  loadLater: (specifier: string) => Promise<Exports>,
) => Promise<void>;

const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => Evaluate;

const COLLECT = new URL('collect-tests.ts', import.meta.url).href;

/**
 * The repository's modules, translated once and evaluated as often as is wanted. Packages are loaded once, by Node.
 * `vitest` is what collects tests here.
 */
export class FreshModules {
  private readonly translated = new Map<string, Promise<Evaluate>>();

  /** @param texts address → text of the files that are not read from the disk */
  constructor(private readonly texts: ReadonlyMap<string, string>) {}

  /** A loader whose modules know nothing of those of another: what a module keeps, it keeps in this loader. */
  loader(): (url: string) => Promise<Exports> {
    const loaded = new Map<string, { exports: Exports; ready: Promise<void> }>();

    const load = async (
      specifier: string,
      from: string,
      above: readonly string[],
    ): Promise<Exports> => {
      if (specifier === 'vitest' && from !== COLLECT) return load(COLLECT, from, above);
      if (!/^(\.|file:)/.test(specifier)) return import(specifier);
      const url = new URL(specifier, from).href;
      const known = loaded.get(url);
      // A circle reads what is there by now, as it does in every module system.
      if (known && above.includes(url)) return known.exports;
      const module = known ?? start(url, above);
      await module.ready;
      return module.exports;
    };

    const start = (url: string, above: readonly string[]) => {
      const exports: Exports = {};
      const named = (name: string, get: () => unknown) =>
        Object.defineProperty(exports, name, { enumerable: true, configurable: true, get });
      const all = (of: Exports) => {
        for (const name in of) {
          if (name !== 'default' && !(name in exports)) named(name, () => of[name]);
        }
      };
      const below = [...above, url];
      const loadFrom = (specifier: string) => load(specifier, url, below);
      const ready = this.translate(url).then((evaluate) =>
        evaluate(named, all, { url }, loadFrom, (specifier) => load(specifier, url, [])),
      );
      const module = { exports, ready };
      loaded.set(url, module);
      return module;
    };

    return (url) => load(url, url, []);
  }

  private translate(url: string): Promise<Evaluate> {
    const known = this.translated.get(url);
    if (known) return known;
    const fresh = this.translateAnew(url);
    this.translated.set(url, fresh);
    return fresh;
  }

  private async translateAnew(url: string): Promise<Evaluate> {
    const path = fileURLToPath(url);
    const text = this.texts.get(url) ?? readFileSync(path, 'utf8');
    const code = path.endsWith('.json')
      ? `export default ${text}`
      : (await transformWithOxc(text, path, { sourcemap: false })).code;
    const result = await moduleRunnerTransform(code, null, path, text);
    if (!result) throw new Error(`${path} cannot be translated`);
    return new AsyncFunction(
      '__vite_ssr_exportName__',
      '__vite_ssr_exportAll__',
      '__vite_ssr_import_meta__',
      '__vite_ssr_import__',
      '__vite_ssr_dynamic_import__',
      `'use strict';${result.code}\n//# sourceURL=${url}`,
    );
  }
}

/** The address of a file of the repository. */
export const addressOf = (file: string) => pathToFileURL(file).href;
