import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The same JSX as the build, without the plugins that write an extension.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    setupFiles: ['test/unit/panel/fake-webextension.ts'],
    include: ['test/unit/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // One core is kept free otherwise, which is half of a small machine.
    maxWorkers: '100%',
  },
});
