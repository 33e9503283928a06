import { describe, expect, it } from 'vitest';
import { runTarget } from '../fuzz/run-target.ts';
import { TARGETS } from '../fuzz/targets/targets.ts';

/** The same ten thousand texts in every run; `npm run fuzz` tries others. */
const SEED = 7519;
const RUNS = 10_000 / TARGETS.length;

describe('no text breaks the reader of', () => {
  it.each(TARGETS.map((target) => [target.name, target] as const))(
    'a %s',
    (_name, target) => expect(runTarget(target, RUNS, SEED)).toEqual({ ok: true }),
    60_000,
  );
});
