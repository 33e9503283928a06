import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { IS_WHOLE } from '../extent.ts';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/cli/**/*.cli.ts'],
    // A grid is small, and takes as long as all the rest.
    exclude: [
      ...configDefaults.exclude,
      ...(IS_WHOLE ? [] : ['test/cli/browser-elsewhere.cli.ts']),
    ],
    globalSetup: ['test/cli/install-package.ts'],
    pool: 'forks',
    // Two browsers at once on two cores make every wait longer than its limit.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
