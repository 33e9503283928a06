import { build } from 'vite';

/** Vite as it comes, on the panel's page alone: what packages need beside it is left out. */
await build({
  configFile: false,
  logLevel: 'silent',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: 'dist/bench', rolldownOptions: { input: 'src/panel/panel.html' } },
});
