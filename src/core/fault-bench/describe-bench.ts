import type { Messages } from '../messages.ts';
import type { Bench } from './bench.ts';
import { benchMatrix, countVerdicts, type FaultVerdict, type MatrixRow } from './bench-matrix.ts';
import { type FaultId, faultOf } from './fault.ts';
import { FAULT_ROWS } from './fault-rows.ts';

/** A line of the matrix in words. */
export interface DescribedRow {
  row: string;
  expected: string;
  /** the bank's own words, or why there are none; empty while it waits */
  observed: string;
  verdict: string;
  clause: string;
}

export function describeRow(matrixRow: MatrixRow, say: Messages): DescribedRow {
  const { id, verdict } = matrixRow;
  return {
    row: say(`fault_${id}`),
    expected: describeExpected(id, say),
    observed: describeObserved(matrixRow, say),
    verdict: say(`fault_verdict_${verdict}`),
    clause: FAULT_ROWS[id].clause,
  };
}

/** What may rightly be answered to a row, e.g. `400 invalid_grant`. */
export function describeExpected(id: FaultId, say: Messages): string {
  const { strikes } = faultOf(id);
  const { statuses = [], errors } = FAULT_ROWS[id].expected;
  if (strikes === 'return') return say('fault_expected_here');
  const either = (values: readonly (string | number)[]) =>
    values.map(String).reduce((one, other) => say('fault_or', one, other));
  if (strikes === 'authorize') return say('fault_expected_redirect', either(errors));
  return `${either(statuses)} ${either(errors)}`;
}

function describeObserved({ id, observed, reason }: MatrixRow, say: Messages): string {
  if (reason) return say(`fault_reason_${reason}`);
  if (!observed) return '';
  const { status, error, description, what } = observed;
  if (faultOf(id).strikes === 'return' && !what)
    return say('fault_seen_refused_here', error ?? '–');
  const start = [status, error, what && say(`fault_seen_${what}`)];
  const parts = [start.filter((part) => part !== undefined).join(' '), description];
  return parts.filter(Boolean).join(': ');
}

/** How the verdicts are counted, the good ones first. */
const COUNTED = [
  'refused_as_expected',
  'refused_otherwise',
  'accepted',
  'unclear',
  'waiting',
  'not_applicable',
] as const satisfies readonly FaultVerdict[];

/** E.g. `12 refused, 1 accepted`; what did not occur is not named. */
export function describeCounts(rows: readonly MatrixRow[], say: Messages): string {
  const counts = countVerdicts(rows);
  return COUNTED.filter((verdict) => counts[verdict] > 0)
    .map((verdict) => say(`fault_count_${verdict}`, counts[verdict]))
    .join(', ');
}

/** The matrix as Markdown, for a ticket. */
export function benchMarkdown(bench: Bench, bankName: string, say: Messages): string {
  const rows = benchMatrix(bench);
  const { profile, draft } = bench.plan;
  const environment = profile.environments[draft.environment]?.label ?? draft.environment;
  const head = (['row', 'expected', 'observed', 'verdict', 'clause'] as const).map((name) =>
    say(`fault_column_${name}`),
  );
  const lines = rows.map((row) => Object.values(describeRow(row, say)));
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`;
  return [
    `## ${inCell(say('fault_report_title', bankName, environment))}`,
    '',
    describeCounts(rows, say),
    '',
    line(head),
    line(head.map(() => '---')),
    ...lines.map(line),
    '',
  ].join('\n');
}

/** A bank's text must not make cells, links or lines of its own. */
function inCell(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ');
}
