import type { Messages } from '../messages.ts';
import { describeComparison } from './describe-comparison.ts';
import type { ComparedRun, FlowComparison } from './flow-comparison.ts';

/** A comparison as Markdown for a ticket: the verdict, then a table of what differs. No secret is in it. */
export function comparisonMarkdown(comparison: FlowComparison, say: Messages): string {
  const { verdict, sentence, steps } = describeComparison(comparison, say);
  const { before, after } = comparison;
  const differing = steps.filter(({ differences }) => differences.length > 0);
  const rows = differing.flatMap(({ title, differences }) =>
    differences.map(({ what, before: old, after: young, cause }) => [
      title,
      what,
      code(old),
      code(young),
      say(`compare_cause_${cause}`),
    ]),
  );
  const head = [
    say('compare_column_step'),
    say('compare_column_what'),
    say('compare_column_before'),
    say('compare_column_after'),
    say('compare_column_cause'),
  ];
  return [
    `## ${verdict}`,
    '',
    sentence,
    '',
    `- ${say('compare_column_before')}: ${runText(before)}`,
    `- ${say('compare_column_after')}: ${runText(after)}`,
    ...(rows.length === 0 ? [] : ['', row(head), row(head.map(() => '---')), ...rows.map(row)]),
    '',
  ].join('\n');
}

function runText({ bank, environment, startedAtMs }: ComparedRun): string {
  return cell(`${bank}, ${environment}, ${new Date(startedAtMs).toISOString()}`);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}

function cell(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/\|/g, '\\|')
    .replace(/\s*\n\s*/g, ' ');
}

/** Text of the bank's that no reader shall take for markup. */
function code(text: string): string {
  const ticks = '`'.repeat(
    Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length)) + 1,
  );
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return text === '' ? '' : `${ticks}${pad}${text}${pad}${ticks}`;
}
