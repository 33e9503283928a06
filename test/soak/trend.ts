import { quantile } from '../bench/metric.ts';

/** Something that was measured, and after how many flows. */
export interface Reading {
  flows: number;
  value: number;
}

/** How a thing that must not grow behaved. */
export interface Trend {
  what: string;
  unit: string;
  /** a flow; median of the slopes between all pairs of readings */
  slope: number;
  /** the most that still counts as none */
  tolerance: number;
  /** what was measured, in its order: a leak rises evenly, and an engine that warms up rises less and less */
  readings: number[];
  verdict: 'steady' | 'grows' | 'too_few';
}

/** Fewer readings than this say nothing of a trend, and nor do readings within fewer flows: an engine's own noise is more. */
export const FEWEST_READINGS = 5;
export const FEWEST_FLOWS = 40;

/**
 * The slope of Theil and Sen: the median over all pairs of readings, so that a few odd readings, as after a
 * collection that was left half done, do not turn it. Throws when no two readings differ in their flows.
 */
export function theilSen(readings: readonly Reading[]): number {
  const slopes = readings.flatMap((a, at) =>
    readings
      .slice(at + 1)
      .filter((b) => b.flows !== a.flows)
      .map((b) => (b.value - a.value) / (b.flows - a.flows)),
  );
  return quantile(slopes, 0.5);
}

/** Whether something grew by more than its tolerance with each flow. */
export function trendOf(
  { what, unit, tolerance }: Pick<Trend, 'what' | 'unit' | 'tolerance'>,
  readings: readonly Reading[],
): Trend {
  const values = readings.map(({ value }) => value);
  const flows = readings.map((one) => one.flows);
  if (readings.length < FEWEST_READINGS || Math.max(...flows) - Math.min(...flows) < FEWEST_FLOWS) {
    return { what, unit, tolerance, slope: 0, readings: values, verdict: 'too_few' };
  }
  const slope = theilSen(readings);
  const verdict = slope > tolerance ? 'grows' : 'steady';
  return { what, unit, tolerance, slope, readings: values, verdict };
}
