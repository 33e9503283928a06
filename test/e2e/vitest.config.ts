import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { IS_WHOLE } from '../extent.ts';

/** What repeats a thing in many forms, or watches over all that others do. */
const OF_THE_WHOLE_RUN = [
  'accessibility',
  'buttons',
  'capture-matrix',
  'client-auth',
  'clock',
  'dialects',
  'fapi',
  'fault-bench',
  'folds',
  'hostile',
  'http-signature',
  'interleavings',
  'languages',
  'lists-and-keys',
  'mtls',
  'permission',
  'policy',
  'records',
  'reminders',
  'replay',
  'tls',
];

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    exclude: [
      ...configDefaults.exclude,
      ...(IS_WHOLE ? [] : OF_THE_WHOLE_RUN.map((name) => `test/e2e/${name}.e2e.ts`)),
    ],
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
