import { quantile } from '../metric.ts';

/** A number for a reader. */
export function count(value: number): string {
  return new Intl.NumberFormat('en').format(value);
}

/** Three figures of it, with what it counts. */
export function figure(value: number, unit: string): string {
  return `${new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value)} ${unit}`;
}

/** The middle one of some measurements, one after the other. */
export async function middleOf(times: number, measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let time = 0; time < times; time += 1) values.push(await measure());
  return quantile(values, 0.5);
}
