/** One line of the benchmark: ours beside a baseline that was measured in the same run. */
export interface Metric {
  id: string;
  name: string;
  /** medians, in `unit` */
  value: number;
  baseline: number;
  unit: string;
  /** median of the ratios of single rounds, ours to the baseline */
  ratio: number;
  /** tenth and ninetieth percentile of those ratios */
  p10: number;
  p90: number;
  rounds: number;
  /** the most that the ratio may be; `null` where a number is for information only */
  goal: number | null;
  pass: boolean;
}

/** One round: ours and the baseline, in the same unit. */
export interface Round {
  ours: number;
  baseline: number;
}

/** Summarises rounds. Throws when there are none. */
export function metricOf(
  { id, name, goal }: Pick<Metric, 'id' | 'name' | 'goal'>,
  rounds: readonly Round[],
): Metric {
  const ratios = rounds.map(({ ours, baseline }) => ours / baseline);
  const ratio = rounded(quantile(ratios, 0.5));
  const of = (values: readonly number[], part = 0.5) => rounded(quantile(values, part));
  return {
    id,
    name,
    value: of(rounds.map(({ ours }) => ours)),
    unit: 'ms',
    baseline: of(rounds.map(({ baseline }) => baseline)),
    ratio,
    p10: of(ratios, 0.1),
    p90: of(ratios, 0.9),
    rounds: rounds.length,
    goal,
    pass: goal === null || ratio <= goal,
  };
}

/** The value below which a part of all values lies, the nearest one that was measured. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.round((sorted.length - 1) * part)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
