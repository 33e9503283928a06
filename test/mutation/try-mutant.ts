import fc from 'fast-check';
import { z } from 'zod';
import type { Test } from './collect-tests.ts';
import { addressOf, type FreshModules } from './fresh-modules.ts';

/** What the instrumented sources look at: the mutant that is awake, and where they count what was run. */
interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  /** the same object for ever: each module keeps it from its first look */
  readonly mutantCoverage: { static: Counts; perTest: Record<string, Counts> };
}
/** mutant → how often its place was run */
type Counts = Record<string, number>;

const board: Switchboard = { mutantCoverage: { static: {}, perTest: {} } };
Object.assign(globalThis, { __stryker__: board });

/** The same values every time, and only for a moment: a mutant that one in a hundred texts finds is as good as alive. */
fc.configureGlobal({ seed: 1, numRuns: 25, interruptAfterTimeLimit: 40 });

/** A test of a file, by its place there. */
export interface TestPlace {
  file: string;
  at: number;
}

/** One test, and what it runs. */
export interface SurveyedTest extends TestPlace {
  ms: number;
  counts: Counts;
}

/** One file of tests, run without a mutant. */
export interface Survey {
  tests: SurveyedTest[];
  /** what runs while its modules load */
  loading: string[];
}

/** A mutant to be tried. */
export interface Trial {
  id: string;
  /** quickest first; `hits` is how often the test runs the place when nothing is wrong with it */
  tests: (TestPlace & { hits: number })[];
  /** the place runs while modules load */
  atLoad: boolean;
}

export type Outcome = 'killed' | 'timed-out' | 'survived';

/** A test that waits for what never comes. */
const TEST_LIMIT_MS = 5000;
const collector = z.object({ collect: z.custom<CollectTests>((it) => typeof it === 'function') });
type CollectTests = (load: () => Promise<unknown>) => Promise<Test[]>;

class OutOfTime extends Error {}

/** Tests whose modules were evaluated for them alone. */
class Loaded {
  private readonly load;
  private readonly files = new Map<string, Promise<Test[]>>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(modules: FreshModules) {
    this.load = modules.loader();
  }

  tests(file: string): Promise<Test[]> {
    const known = this.files.get(file);
    if (known) return known;
    const tests = this.queue.then(async () => {
      const { collect } = collector.parse(
        await this.load(new URL('collect-tests.ts', import.meta.url).href),
      );
      return collect(() => this.load(addressOf(file)));
    });
    this.queue = tests.catch(() => undefined);
    this.files.set(file, tests);
    return tests;
  }

  async run({ file, at }: TestPlace): Promise<void> {
    const test = (await this.tests(file))[at];
    if (!test) throw new Error('the test is not there any more');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new OutOfTime()), TEST_LIMIT_MS);
    });
    await Promise.race([test(), late]).finally(() => clearTimeout(timer));
  }
}

const passes = (loaded: Loaded, test: TestPlace): Promise<boolean> =>
  loaded.run(test).then(
    () => true,
    () => false,
  );

/** Tries mutants in this process, one after another. */
export class Tries {
  private shared: Loaded;

  constructor(private readonly modules: FreshModules) {
    this.shared = new Loaded(modules);
  }

  async survey(file: string): Promise<Survey> {
    const loaded = new Loaded(this.modules);
    board.mutantCoverage.static = {};
    const tests = await loaded.tests(file);
    const surveyed: SurveyedTest[] = [];
    for (const at of tests.keys()) {
      const first = await this.surveyTest(loaded, { file, at });
      // The first time anything is compiled takes longer than the test.
      const second = first.ms < 500 ? await this.surveyTest(loaded, { file, at }) : first;
      surveyed.push({ ...first, ms: Math.min(first.ms, second.ms) });
    }
    return { tests: surveyed, loading: Object.keys(board.mutantCoverage.static) };
  }

  /** `ms` is the processor's time, the same on a busy machine, and without end where the test fails without a mutant, as one may that measures time. */
  private async surveyTest(loaded: Loaded, test: TestPlace): Promise<SurveyedTest> {
    const perTest: Record<string, Counts> = {};
    board.mutantCoverage.perTest = perTest;
    board.currentTestId = 'this';
    const before = process.cpuUsage();
    const passed = await passes(loaded, test);
    board.currentTestId = undefined;
    const { user, system } = process.cpuUsage(before);
    const ms = passed ? (user + system) / 1000 : Number.POSITIVE_INFINITY;
    return { ...test, ms, counts: perTest.this ?? {} };
  }

  async try(trial: Trial): Promise<Outcome> {
    if (!trial.atLoad) {
      const { outcome, by } = await this.run(this.shared, trial);
      // A test that fails without the mutant too tells of an earlier one, which left something behind.
      if (by && (await passes(this.shared, by))) return outcome;
      this.shared = by ? new Loaded(this.modules) : this.shared;
    }
    return (await this.run(new Loaded(this.modules), trial)).outcome;
  }

  private async run(
    loaded: Loaded,
    { id, tests }: Trial,
  ): Promise<{ outcome: Outcome; by?: TestPlace }> {
    board.mutantCoverage.perTest = {};
    try {
      for (const test of tests) {
        board.activeMutant = id;
        board.hitCount = 0;
        board.hitLimit = 10_000 + test.hits * 100;
        try {
          await loaded.run(test);
        } catch (error) {
          const isLate = error instanceof OutOfTime || board.hitCount > board.hitLimit;
          return { outcome: isLate ? 'timed-out' : 'killed', by: test };
        }
      }
      return { outcome: 'survived' };
    } finally {
      board.activeMutant = undefined;
      board.hitCount = undefined;
    }
  }
}
