import type { FlowRow } from '../flow/flow-summary.ts';
import type { EpochMilliseconds } from '../time.ts';

/** How much of the past is kept; 0: without a limit. */
export interface Retention {
  keepFlows: number;
  keepDays: number;
}

export const DAY_MS = 86_400_000;

/**
 * The ids of flows that are past keeping, oldest first. A flow that is busy, held or waits stays, one of a bench
 * for a day, and one whose tokens live: what would renew them goes with the record.
 */
export function pastKeeping(
  flows: readonly FlowRow[],
  { keepFlows, keepDays }: Retention,
  nowMs: EpochMilliseconds,
): string[] {
  const ageMs = ({ imported, startedAtMs }: FlowRow) => nowMs - (imported ?? startedAtMs);
  const oldestFirst = flows.toSorted((a, b) => ageMs(b) - ageMs(a));
  let over = keepFlows > 0 ? flows.length - keepFlows : 0;
  return oldestFirst.flatMap((flow) => {
    const old = keepDays > 0 && ageMs(flow) > keepDays * DAY_MS;
    if ((over <= 0 && !old) || isInUse(flow, nowMs)) return [];
    over -= 1;
    return [flow.flowId];
  });
}

/** A flow that nobody has touched for a day waits for nothing any more. */
function isInUse(
  { imported, busy, hold, phase, startedAtMs, ends, bench }: FlowRow,
  nowMs: EpochMilliseconds,
): boolean {
  if (imported) return false;
  // What a bench did stands in its flows alone.
  const waits =
    bench !== undefined || ['draft', 'awaiting_redirect', 'code_captured'].includes(phase);
  const lives = [ends?.access ?? 0, ...(ends?.windows ?? [])].some((end) => end * 1000 > nowMs);
  return busy || hold !== undefined || lives || (waits && nowMs - startedAtMs < DAY_MS);
}
