import { flowFindings } from '../core/flow/flow-state.ts';
import { err, ok } from '../core/result.ts';
import { defineCommand, describeAll, printFindings } from './command.ts';
import { english } from './english.ts';
import { findLeaks } from './flow/find-leaks.ts';
import { placeOf } from './flow/flow-report.ts';
import { readFlows } from './flow/read-flow.ts';
import {
  flowReport,
  REPORT_USAGE,
  reportOptions,
  testCase,
  writeReports,
} from './flow/test-reports.ts';

/** Checks a flow file: that it is sound, that no secret is in it, and what its findings say. */
export const check = defineCommand({
  name: 'check',
  usage: `<flow.json> ${REPORT_USAGE} [--json]`,
  summary: 'cli_check',
  options: reportOptions,
  positionals: 1,
  run({ values, positionals: [path] }) {
    if (path === undefined) return err(english('cli_missing_option', '<flow.json>'));
    const read = readFlows(path);
    if (!read.ok) return read;
    const flows = read.value.map(({ record, flow }) => {
      const findings = flowFindings(flow);
      return { record, flow, findings, secrets: findLeaks(record) };
    });
    const leaks = flows.flatMap(({ secrets }) => secrets);
    const findings = flows.flatMap((one) => one.findings);
    const json = {
      flows: flows.map(({ flow, findings, secrets }) => ({
        ...placeOf(flow),
        phase: flow.phase,
        secrets,
        findings: describeAll(findings),
      })),
    };
    const text = [
      english('cli_flow_file_sound', path, flows.length),
      ...leaks.map((place) => english('cli_flow_file_secret', place)),
      printFindings(findings),
    ];
    const reports = flows.map(({ record, flow, secrets }) => {
      const leak = secrets.length > 0 ? secrets.join('\n') : undefined;
      const { id } = flow.started.plan.profile;
      return flowReport(record, path, [testCase(id, english('cli_case_secrets'), leak, 'secret')]);
    });
    const written = writeReports(values, {
      suites: reports.flatMap(({ suites }) => suites),
      results: reports.flatMap(({ results }) => results),
    });
    if (!written.ok) return written;
    return ok({ json, text: text.join('\n\n'), findings, failed: leaks.length > 0 });
  },
});
