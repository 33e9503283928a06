import type { Settings } from '../../contract/settings.ts';
import type { FlowRow } from '../../core/flow/flow-summary.ts';
import {
  dueReminders,
  nextReminder,
  type Reminder,
  remindersOf,
} from '../../core/lifetimes/reminders.ts';
import type { Clock, EpochMilliseconds } from '../../core/time.ts';
import type { LocalArea } from '../storage/stored-entries.ts';

/** What reminders do in the browser. */
export interface ReminderBrowser {
  /** `Infinity` for none */
  setAlarm(whenMs: EpochMilliseconds): void;
  showBadge(due: readonly Reminder[]): void;
  /** shows or replaces the notification of a reminder; nothing where the browser does not let us */
  notify(reminder: Reminder): void;
}

export interface ReminderParts {
  area: LocalArea;
  flows(): Promise<FlowRow[]>;
  settings(): Promise<Settings>;
  clock: Clock;
}

/**
 * Brings the badge, the notifications and the one alarm in step with the flows. Each reminder is notified
 * once: the moment up to which that was done is kept, so that a dead worker or a closed browser skips none.
 */
export async function remind(
  { area, flows, settings, clock }: ReminderParts,
  browser: ReminderBrowser,
): Promise<void> {
  const { notify, remindAccess } = await settings();
  const nowMs = clock.nowMs();
  const reminders = remindersOf(await flows(), remindAccess);
  const due = dueReminders(reminders, nowMs);
  browser.showBadge(due);
  browser.setAlarm(nextReminder(reminders, nowMs));
  if (!notify || due.length === 0) return;
  const { remindedMs } = await area.get('remindedMs');
  const doneMs = typeof remindedMs === 'number' ? remindedMs : 0;
  for (const one of due) if (one.atMs > doneMs) browser.notify(one);
  await area.set({ remindedMs: nowMs });
}
