import { z } from 'zod';

/** How many tests of a stage passed and failed. A stage that is one check counts as one test. */
export interface TestCount {
  passed: number;
  failed: number;
}

/** The part of vitest's JSON report that is counted. */
const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** What a single check amounts to. */
export function countCheck(hasPassed: boolean): TestCount {
  return hasPassed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function readReport(text: string | undefined): z.infer<typeof reportSchema> | undefined {
  try {
    return reportSchema.parse(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}

/**
 * Counts a vitest run. A file that failed before its first test is one failure, and so is a run that
 * ended badly although no test failed, or that left no report that can be read.
 */
export function countReport(reportText: string | undefined, exitCode: number | null): TestCount {
  const report = readReport(reportText);
  if (report === undefined) return { passed: 0, failed: 1 };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** Adds up what several stages counted. */
export function addCounts(counts: readonly TestCount[]): TestCount {
  return counts.reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    { passed: 0, failed: 0 },
  );
}
