import { configDefaults, defineConfig } from 'vitest/config';
import { IS_WHOLE } from './test/extent.ts';

/** What replaces modules, or is about one that others replace, has to have them to itself. */
const APART = [
  'test/unit/core/schema/small-zod.test.ts',
  'test/unit/panel/policy-exports.test.tsx',
  'test/unit/panel/take-texts.test.ts',
];

/**
 * What starts processes, and tools that others made, and so takes as long as all the rest; and what holds the practice bank
 * to its own rules, which the tests of what runs against it would mostly notice.
 */
const OF_THE_WHOLE_RUN = IS_WHOLE
  ? []
  : [
      'test/unit/core/export/run-exports.test.ts',
      'test/unit/scripts/setup.test.ts',
      'test/unit/practice-bank/**',
    ];

export default defineConfig({
  // The same JSX as the build, without the plugins that write an extension.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [
    {
      name: 'no-cached-lists-of-files',
      // A module that lists files is another one when a file comes or goes, though its text is the same.
      configureVitest({ experimental_defineCacheKeyGenerator: keepUnless }) {
        keepUnless(({ sourceCode }) => (sourceCode.includes('import.meta.glob') ? false : null));
      },
    },
  ],
  test: {
    setupFiles: ['test/unit/panel/fake-webextension.ts'],
    restoreMocks: true,
    // One core is kept free otherwise, which is half of a small machine.
    maxWorkers: '100%',
    // Translated modules are kept between runs.
    experimental: { fsModuleCache: true },
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ...APART, ...OF_THE_WHOLE_RUN],
          // Reading the same modules for each file anew takes longer than the tests.
          isolate: false,
          pool: 'threads',
        },
      },
      { extends: true, test: { name: 'apart', include: APART } },
    ],
  },
});
