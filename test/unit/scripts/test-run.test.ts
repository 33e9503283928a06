import { describe, expect, it } from 'vitest';
import { chooseStages } from '../../../scripts/test-run/stages.ts';
import { addCounts, countCheck, countReport } from '../../../scripts/test-run/test-count.ts';

function report(passed: number, failed: number, files: Array<[string, number]> = []): string {
  const testResults = files.map(([status, tests]) => ({
    status,
    assertionResults: Array.from({ length: tests }, () => ({})),
  }));
  return JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults });
}

describe('counting tests', () => {
  it.each([
    ['takes the numbers of the report', report(7, 2, [['failed', 9]]), 1, [7, 2]],
    ['counts a file that broke before its tests', report(7, 0, [['failed', 0]]), 1, [7, 1]],
    ['counts a bad end without a failed test', report(7, 0, [['passed', 7]]), 1, [7, 1]],
    ['counts a run that was killed', report(7, 0), null, [7, 1]],
    ['counts a missing report', undefined, 1, [0, 1]],
    ['counts a report that cannot be read', '{"numPassed', 0, [0, 1]],
    ['is content with a good run', report(7, 0, [['passed', 7]]), 0, [7, 0]],
  ])('%s', (_behaviour, text, code, [passed, failed]) => {
    expect(countReport(text, code)).toEqual({ passed, failed });
  });

  it('counts a check as one test', () => {
    expect(addCounts([countCheck(true), countCheck(false), { passed: 5, failed: 2 }])).toEqual({
      passed: 6,
      failed: 3,
    });
  });
});

describe('choosing stages', () => {
  function names(args: string[]): string[] | undefined {
    const chosen = chooseStages(args);
    return chosen.ok ? chosen.value.stages.map((stage) => stage.name) : undefined;
  }

  const quick = ['types', 'lint', 'unused', 'unit', 'build', 'package', 'sizes'];

  it('takes the stages of the short run, the end-to-end tests last', () => {
    expect(names([])).toEqual([...quick, 'cli', 'e2e']);
  });

  it('takes all stages when asked to, what the end-to-end tests left out last', () => {
    expect(names(['--all'])).toEqual([...quick, 'packages', 'cli', 'e2e', 'controls']);
    const chosen = chooseStages(['--all', '--only', 'controls,e2e']);
    expect(chosen.ok && chosen.value.isWhole).toBe(true);
    expect(names(['--all', '--only', 'controls,e2e'])).toEqual(['e2e', 'controls']);
  });

  it('keeps the order of the run for the stages named', () => {
    expect(names(['--only', 'e2e,unit'])).toEqual(['unit', 'e2e']);
  });

  it.each([
    [['--only']],
    [['--only', 'unit,tea']],
    [['unit']],
    [['--only', 'unit', 'e2e']],
    [['--al']],
  ])('refuses %j', (args) => {
    expect(names(args)).toBeUndefined();
  });
});
