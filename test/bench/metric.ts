/** What a line is held to: the most that its ratio, or its count, may be. */
export interface Limits {
  /** what must not be passed; `null` where a number is for information only */
  must: number | null;
  /** what is aimed at */
  goal: number | null;
}

/** A line before it is measured. */
export interface LineHead extends Limits {
  id: string;
  name: string;
}

/** One line of the benchmark. What is judged is the ratio, or without a baseline the value. */
export interface Metric extends LineHead {
  /** median of the rounds, in `unit`; of counts the worst of them */
  value: number;
  /** median of what it is held against, measured in the same run; `null` for counts */
  baseline: number | null;
  unit: string;
  /** median of the ratios of single rounds, ours to the baseline; `null` for counts */
  ratio: number | null;
  /** tenth and ninetieth percentile of what is judged */
  p10: number;
  p90: number;
  rounds: number;
  meets: 'goal' | 'must' | 'neither' | null;
}

/** One round: ours and the baseline, in the same unit. */
export interface Round {
  ours: number;
  baseline: number;
}

/** Summarises rounds that had a baseline beside them. Throws when there are none. */
export function metricOf(head: LineHead, rounds: readonly Round[], unit = 'ms'): Metric {
  const ratios = rounds.map(({ ours, baseline }) => ours / baseline);
  const ratio = rounded(quantile(ratios, 0.5));
  return {
    ...head,
    value: rounded(
      quantile(
        rounds.map(({ ours }) => ours),
        0.5,
      ),
    ),
    baseline: rounded(
      quantile(
        rounds.map(({ baseline }) => baseline),
        0.5,
      ),
    ),
    unit,
    ratio,
    ...spreadOf(ratios),
    rounds: rounds.length,
    meets: judge(head, ratio),
  };
}

/** Summarises counts, which have no baseline: the worst one counts. Throws when there are none. */
export function countOf(head: LineHead, counts: readonly number[], unit: string): Metric {
  const value = rounded(quantile(counts, 1));
  return {
    ...head,
    value,
    baseline: null,
    unit,
    ratio: null,
    ...spreadOf(counts),
    rounds: counts.length,
    meets: judge(head, value),
  };
}

/** The value below which a part of all values lies, the nearest one that was measured. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.round((sorted.length - 1) * part)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

function spreadOf(values: readonly number[]): Pick<Metric, 'p10' | 'p90'> {
  return { p10: rounded(quantile(values, 0.1)), p90: rounded(quantile(values, 0.9)) };
}

function judge({ must, goal }: Limits, judged: number): Metric['meets'] {
  if (must === null) return null;
  if (goal !== null && judged <= goal) return 'goal';
  return judged <= must ? 'must' : 'neither';
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
