import { fileURLToPath } from 'node:url';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { manifestFor, type Target } from './scripts/manifest.ts';
import { onDemand } from './scripts/on-demand-plugin.ts';
import { packedProfiles } from './scripts/packed-profiles-plugin.ts';
import { packedTexts } from './scripts/packed-texts-plugin.ts';
import { swcCompress } from './scripts/swc-compress-plugin.ts';

/** `TARGET=firefox vite build` builds for Firefox; Chrome otherwise. */
export default defineConfig(({ command }) => {
  const target: Target = process.env.TARGET === 'firefox' ? 'firefox' : 'chrome';
  return {
    // What the source asks of zod, without the rest; see ARCHITECTURE.md.
    resolve: {
      alias: {
        'zod/mini': fileURLToPath(new URL('src/core/schema/small-zod.ts', import.meta.url)),
      },
    },
    plugins: [
      preact({ devToolsEnabled: false }),
      packedProfiles(),
      packedTexts(),
      onDemand(),
      swcCompress(),
      crx({
        manifest: manifestFor(target, command) as ManifestV3Export,
        browser: target,
      }),
    ],
    build: {
      // The development build belongs to no package: it may reach every site and loads from localhost.
      outDir: command === 'serve' ? 'dist/dev' : `dist/${target}`,
      target: ['chrome144', 'firefox153'],
      // A page names all its first scripts, so that none waits for another to be read; what is loaded later names none.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, needed, { hostType }) => (hostType === 'html' ? needed : []),
      },
      // It comes from the disk: size-gate.ts holds what is read before anything is drawn.
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        input: {
          panel: 'src/panel/panel.html',
          held: 'src/panel/held/held.html',
          'on-demand': 'src/background/on-demand.ts',
          // Only Chromium runs a script in pages, and only while something is held there.
          ...(target === 'chrome' ? { 'hold-page': 'src/injected/hold-page.ts' } : {}),
        },
        // What the worker loads later is taken by name.
        preserveEntrySignatures: 'exports-only',
        // A package is replaced as a whole: its files need no hash in their names, which the archive says twice.
        output: {
          entryFileNames: ({ name }) => (name === 'hold-page' ? '[name].js' : 'assets/[name].js'),
          // What several parts share is named after all of them: their first letters will do.
          chunkFileNames: ({ name }) => `assets/${name.replace(/~(\w)[^~]*/g, '-$1')}.js`,
          // What worker and panel have in common stands once, and a panel that opens reads no more of it than it needs.
          codeSplitting: {
            groups: [
              {
                name: (id, modules) =>
                  isOfWorker(id, (one) => modules.getModuleInfo(one)) ? 'core' : null,
                debugName: 'core',
                minShareCount: 2,
                entriesAware: true,
                entriesAwareMergeThreshold: 20000,
              },
            ],
          },
          assetFileNames: 'assets/[name].[ext]',
        },
      },
    },
  };
});

let ofWorker: Set<string> | undefined;

/** True of a module that the worker loads: what only the panel's own parts share must not weigh on it. */
function isOfWorker(
  id: string,
  getModuleInfo: (id: string) => { importedIds: readonly string[] } | null,
): boolean {
  if (!ofWorker) {
    ofWorker = new Set();
    const waiting = ['index', 'on-demand'].map((name) =>
      fileURLToPath(new URL(`src/background/${name}.ts`, import.meta.url)),
    );
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (ofWorker.has(next)) continue;
      ofWorker.add(next);
      waiting.push(...(getModuleInfo(next)?.importedIds ?? []));
    }
  }
  return /src\/(core|contract|engine)\//.test(id) && ofWorker.has(id);
}
