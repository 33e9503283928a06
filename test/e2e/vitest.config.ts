import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    setupFiles: ['test/e2e/controls/name-test-file.ts'],
    pool: 'forks',
    // Two browsers at once on two cores make every wait longer than its limit.
    fileParallelism: false,
    // The browsers that one file leaves behind are the next one's.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
});
