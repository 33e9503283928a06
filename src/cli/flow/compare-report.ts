import { describeComparison } from '../../core/compare/describe-comparison.ts';
import type { FlowComparison } from '../../core/compare/flow-comparison.ts';
import type { JunitCase } from '../../core/export/junit.ts';
import { columns, indent } from '../columns.ts';
import { english } from '../english.ts';
import { testCase } from './test-reports.ts';

/** What two runs have not in common, for machines, people and CI servers; only a change at the bank is a failure. */
export function reportComparison(comparison: FlowComparison) {
  const { verdict, sentence, steps } = describeComparison(comparison, english);
  const differing = steps.filter(({ differences, note }) => differences.length > 0 || note);
  const json = {
    verdict: comparison.verdict,
    sentence,
    before: comparison.before,
    after: comparison.after,
    steps: steps.map(({ step, title, note, differences }) => ({
      title,
      in: step.in,
      ...(note === undefined ? {} : { note }),
      differences,
    })),
  };
  const text = [
    `${verdict}: ${sentence}`,
    ...differing.map(({ title, note, differences }) => {
      const rows = differences.map(({ what, before, after, cause }) => [
        cause,
        what,
        `${before} → ${after}`,
      ]);
      return [title, ...(note ? [indent(note)] : []), indent(columns(rows))].join('\n');
    }),
  ].join('\n\n');
  const cases = steps.map(({ title, differences }): JunitCase => {
    const ofBank = differences.filter(({ cause }) => cause === 'bank');
    const failure = ofBank.map(({ what, before, after }) => `${what}: ${before} → ${after}`);
    const name = english('cli_compared', title);
    const said = failure.length > 0 ? failure.join('\n') : undefined;
    return testCase(comparison.after.bank, name, said, 'changed-at-bank');
  });
  return { json, text, cases, failed: comparison.verdict === 'changed_at_bank' };
}
