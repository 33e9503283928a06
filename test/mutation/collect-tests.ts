import { expect } from 'vitest';

/**
 * What test files import as `vitest` while mutants are tried: it collects their tests, so that one test can run again
 * and again in the same process. Names are told to nobody, so they are not kept.
 */
export { expect };

/** One test, with what its suites do before it. */
export type Test = () => Promise<void>;

type Run = (...values: unknown[]) => unknown;
/** `(name, run)`, with options or a time limit somewhere among them. */
type Declared = unknown[];

interface Suite {
  beforeEach: Run[];
  afterEach: Run[];
}

let suites: Suite[] = [];
let tests: Test[] = [];
let before: Run[] = [];

const runOf = (declared: Declared): Run => {
  const run = declared.find((part) => typeof part === 'function');
  if (!run) throw new Error('a test without a function');
  return run as Run;
};

/** `it.each` and `describe.each`: a row that is a list fills several parameters. */
const each = (declare: (run: Run) => void) => (rows: readonly unknown[]) => {
  return (...declared: Declared) => {
    const run = runOf(declared);
    for (const row of rows) declare(() => (Array.isArray(row) ? run(...row) : run(row)));
  };
};

function addTest(run: Run): void {
  const around = [...suites];
  tests.push(async () => {
    for (const suite of around) for (const hook of suite.beforeEach) await hook();
    try {
      await run();
    } finally {
      for (const suite of around.toReversed()) for (const hook of suite.afterEach) await hook();
    }
  });
}

function addSuite(run: Run): void {
  suites.push({ beforeEach: [], afterEach: [] });
  run();
  suites.pop();
}

export const it = Object.assign((...declared: Declared) => addTest(runOf(declared)), {
  each: each(addTest),
});
export const describe = Object.assign((...declared: Declared) => addSuite(runOf(declared)), {
  each: each(addSuite),
});
export const beforeAll = (run: Run) => before.push(run);
export const afterAll = () => undefined;
export const beforeEach = (run: Run) => suites.at(-1)?.beforeEach.push(run);
export const afterEach = (run: Run) => suites.at(-1)?.afterEach.push(run);
/** Limits of time are the runner's affair here; tests that replace modules are not run. */
export const vi = { setConfig: () => undefined };

/** The tests of one file, once `load` has read it. */
export async function collect(load: () => Promise<unknown>): Promise<Test[]> {
  suites = [{ beforeEach: [], afterEach: [] }];
  tests = [];
  before = [];
  await load();
  for (const hook of before) await hook();
  return tests;
}
