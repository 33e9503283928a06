import { relative, resolve } from 'node:path';
import { flowResults, flowSuite } from '../../core/export/flow-results.ts';
import { flowScript } from '../../core/export/flow-script.ts';
import { type JunitCase, type JunitSuite, junitText } from '../../core/export/junit.ts';
import { type SarifResult, sarifText } from '../../core/export/sarif.ts';
import type { RecordedFlow } from '../../core/record/flow-file.ts';
import { ok, type Result } from '../../core/result.ts';
import { english } from '../english.ts';
import { toolVersion } from '../version.ts';
import { writeTextFile } from './written-flow.ts';

/** Options of commands whose outcome a CI server shows. */
export const reportOptions = { junit: { type: 'string' }, sarif: { type: 'string' } } as const;
export const REPORT_USAGE = '[--junit FILE] [--sarif FILE]';

export interface ReportOptions {
  junit?: string | undefined;
  sarif?: string | undefined;
}

/** What a CI server is told. */
export interface TestReport {
  suites: JunitSuite[];
  results: SarifResult[];
}

/** A flow as a suite with a test for each step, and with further tests behind them; findings stand at `file`. */
export function flowReport(
  record: RecordedFlow,
  file: string,
  further: readonly JunitCase[],
): TestReport {
  const context = { say: english, version: toolVersion() };
  const script = flowScript(record);
  const suite = flowSuite(script, context);
  return {
    suites: [{ ...suite, cases: [...suite.cases, ...further] }],
    results: flowResults(script, context).map((result) => ({ ...result, file: relativeUri(file) })),
  };
}

/** A path as CI servers find it again in a checkout. */
function relativeUri(path: string): string {
  const from = process.env.INIT_CWD ?? process.cwd();
  return relative(from, resolve(from, path)).replaceAll('\\', '/');
}

/** A test that passed, or failed for a reason. */
export function testCase(
  className: string,
  name: string,
  failure: string | undefined,
  type = 'check',
): JunitCase {
  const outcome =
    failure === undefined
      ? ({ kind: 'passed' } as const)
      : ({ kind: 'failed', message: failure, type, text: failure } as const);
  return { name, className, outcome };
}

/** Writes the reports that were asked for; a sentence where one cannot be written. */
export function writeReports(
  { junit, sarif }: ReportOptions,
  { suites, results }: TestReport,
): Result<void, string> {
  if (junit !== undefined) {
    const written = writeTextFile(junit, junitText(suites));
    if (!written.ok) return written;
  }
  if (sarif === undefined) return ok(undefined);
  return writeTextFile(sarif, sarifText(results, { version: toolVersion() }));
}
