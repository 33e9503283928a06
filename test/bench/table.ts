import type { Metric } from './metric.ts';

const SAID = { goal: 'goal reached', must: 'goal missed', neither: 'TOO MUCH' } as const;

/** The lines as text for a person, three rows each. */
export function tableOf(lines: readonly Metric[]): string {
  return lines.map((line) => rowsOf(line).join('\n')).join('\n');
}

function rowsOf({ id, name, value, baseline, unit, ratio, p10, p90, ...line }: Metric): string[] {
  const { rounds, must, goal, meets } = line;
  const spread = `(p10 ${p10}, p90 ${p90}; ${rounds} ${rounds === 1 ? 'round' : 'rounds'})`;
  const limits = meets && `must ${must}${goal === null ? '' : `, goal ${goal}`}: ${SAID[meets]}`;
  return [
    `${id}  ${name}`,
    baseline === null
      ? `  ${value} ${unit} ${spread}`
      : `  ours ${value} ${unit}, beside ${baseline} ${unit}; ratio ${ratio} ${spread}`,
    ...(limits ? [`  ${limits}`] : []),
  ];
}
