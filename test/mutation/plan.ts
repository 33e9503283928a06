import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Mutant } from './instrument.ts';
import type { Survey, SurveyedTest, Trial } from './try-mutant.ts';

/** A test that takes longer, without a mutant, is left out: it would run again for each of thousands. */
export const SLOW_MS = 60;

/** Which tests each mutant has to get past. */
export class Plan {
  private readonly byMutant = new Map<string, SurveyedTest[]>();
  private readonly loadedBy = new Map<string, SurveyedTest[]>();
  /** tests that are left out */
  slow = 0;

  constructor(surveys: readonly Survey[]) {
    for (const { tests, loading } of surveys) {
      const quick = tests.filter(({ ms }) => ms <= SLOW_MS);
      this.slow += tests.length - quick.length;
      for (const id of loading) add(this.loadedBy, id, quick);
      for (const test of quick) {
        for (const id of Object.keys(test.counts)) add(this.byMutant, id, [test]);
      }
    }
    for (const tests of this.byMutant.values()) tests.sort((one, other) => one.ms - other.ms);
  }

  /** How to try it, `undefined` where no test runs its place, and how long its tests take when nothing is wrong. */
  trialOf(mutant: Mutant): { trial: Trial; ms: number } | undefined {
    const covering = this.byMutant.get(mutant.id) ?? [];
    const loading = this.loadedBy.get(mutant.id);
    const tests = loading ? nearFirst(mutant, new Set([...covering, ...loading])) : covering;
    if (tests.length === 0) return undefined;
    const trial = {
      id: mutant.id,
      atLoad: loading !== undefined,
      tests: tests.map(({ file, at, counts }) => ({ file, at, hits: counts[mutant.id] ?? 0 })),
    };
    return { trial, ms: tests.reduce((sum, { ms }) => sum + ms, 0) };
  }
}

/** Tests in a file of the same name first, then the quickest. */
function nearFirst({ file }: Mutant, tests: ReadonlySet<SurveyedTest>): SurveyedTest[] {
  const name = basename(file, '.ts');
  const isFar = (test: SurveyedTest) => (basename(test.file).startsWith(`${name}.`) ? 0 : 1);
  return [...tests].sort((one, other) => isFar(one) - isFar(other) || one.ms - other.ms);
}

function add<T>(to: Map<string, T[]>, id: string, more: readonly T[]): void {
  const list = to.get(id);
  if (list) list.push(...more);
  else to.set(id, [...more]);
}

/**
 * One of so many mutants, the same ones in every run of the same source. They are in no order, so that those tried before
 * a run was cut short are a sample too.
 */
export function sampleOf(mutants: readonly Mutant[], oneOf: number): Mutant[] {
  return mutants
    .map((mutant) => ({ mutant, place: digestOf(mutant) }))
    .filter(({ place }) => place % oneOf === 0)
    .sort((one, other) => one.place - other.place)
    .map(({ mutant }) => mutant);
}

function digestOf({ file, line, column, mutator, after }: Mutant): number {
  const digest = createHash('sha256').update([file, line, column, mutator, after].join('\n'));
  return digest.digest().readUInt32BE();
}
