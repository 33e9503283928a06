import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What is tried on the archives that `scripts/package.ts` has written. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/packages/**/*.packages.ts'],
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
