import { compareFlows } from '../core/compare/compare-flows.ts';
import { err, ok } from '../core/result.ts';
import { defineCommand } from './command.ts';
import { english } from './english.ts';
import { reportComparison } from './flow/compare-report.ts';
import { readOneFlow } from './flow/read-flow.ts';
import { REPORT_USAGE, reportOptions, writeReports } from './flow/test-reports.ts';

/** Holds two runs of a flow against each other; a change at the bank is a failure. */
export const compare = defineCommand({
  name: 'compare',
  usage:
    '<earlier.flow.json> <later.flow.json> [--flow ID] [--with ID]   (ids where a file has several flows)\n' +
    `  ${REPORT_USAGE} [--json]`,
  summary: 'cli_compare',
  options: { flow: { type: 'string' }, with: { type: 'string' }, ...reportOptions },
  positionals: 2,
  run({ values, positionals: [earlier, later] }) {
    if (earlier === undefined || later === undefined) {
      return err(english('cli_missing_option', '<later.flow.json>'));
    }
    const before = readOneFlow(earlier, values.flow);
    if (!before.ok) return before;
    const after = readOneFlow(later, values.with);
    if (!after.ok) return after;
    const comparison = compareFlows(before.value.record.events, after.value.record.events);
    const { json, text, cases, failed } = reportComparison(comparison);
    const name = comparison.after.bank;
    const written = writeReports(values, { suites: [{ name, cases }], results: [] });
    return written.ok ? ok({ json, text, findings: [], failed }) : written;
  },
});
