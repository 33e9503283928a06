import type { FlowRow } from '../flow/flow-summary.ts';
import type { EpochMilliseconds } from '../time.ts';

/** Something that ends, and from when on a person is reminded of it. */
export interface Reminder {
  /** `window`: the customer must come back; `access`: an access token */
  kind: 'window' | 'access';
  flowId: string;
  /** the bank's name, as chosen */
  bank: string;
  atMs: EpochMilliseconds;
  endsAtMs: EpochMilliseconds;
}

const DAY = 86_400;
/** Seconds before an end at which one is reminded. */
const LEADS = { window: [7 * DAY, DAY], access: [60] };

/**
 * Everything to be reminded of, also what lies behind. A newer flow of a service replaces the older ones, and
 * what a page runs by itself is its own business. What a bench obtains is for nobody's use.
 *
 * @param access also of access tokens
 */
export function remindersOf(flows: readonly FlowRow[], access: boolean): Reminder[] {
  const newest = new Map<string, FlowRow>();
  for (const flow of flows) {
    const { bank, service, environment, startedAtMs, ends, watched, bench } = flow;
    const place = [bank, service, environment].join('\n');
    const isNewer = startedAtMs >= (newest.get(place)?.startedAtMs ?? 0);
    if (ends && !watched && !bench && isNewer) newest.set(place, flow);
  }
  return [...newest.values()].flatMap(({ flowId, bank, ends = { windows: [] } }) => {
    const remind = (kind: Reminder['kind']) => (end: number) =>
      LEADS[kind].map((lead) => ({
        kind,
        flowId,
        bank,
        atMs: (end - lead) * 1000,
        endsAtMs: end * 1000,
      }));
    const accessEnds = access && ends.access ? [ends.access] : [];
    return [...ends.windows.flatMap(remind('window')), ...accessEnds.flatMap(remind('access'))];
  });
}

/** The reminders that stand at a moment. */
export function dueReminders(reminders: readonly Reminder[], nowMs: EpochMilliseconds): Reminder[] {
  return reminders.filter(({ atMs, endsAtMs }) => atMs <= nowMs && nowMs < endsAtMs);
}

/** When the reminders that stand will be others; `Infinity` when never. */
export function nextReminder(
  reminders: readonly Reminder[],
  nowMs: EpochMilliseconds,
): EpochMilliseconds {
  const changes = reminders.flatMap(({ atMs, endsAtMs }) => [atMs, endsAtMs]);
  return Math.min(...changes.filter((at) => at > nowMs));
}
