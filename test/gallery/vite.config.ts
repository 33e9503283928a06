import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

const pageAt = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The gallery of all states: a page for people who work on the panel, and for tests. No package has it. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  plugins: [preact({ devToolsEnabled: false })],
  server: { open: '/test/gallery/index.html' },
  build: {
    outDir: 'dist/gallery',
    target: 'chrome144',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: { input: [pageAt('index.html'), pageAt('state.html')] },
  },
});
