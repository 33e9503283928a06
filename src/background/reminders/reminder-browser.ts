import type { Reminder } from '../../core/lifetimes/reminders.ts';
import { action, alarms, notifications, permissions, runtime, say, tabs } from '../browser.ts';
import type { ReminderBrowser } from './reminders.ts';

const NAME = 'remind';
const ICON = '/icons/icon-128.png';

/** What a reminder says: the bank and the moment, never a value. */
function textOf({ kind, bank, endsAtMs }: Reminder): string {
  return say(`worker_${kind}`, [bank, new Date(endsAtMs).toLocaleString()]);
}

export const reminderBrowser: ReminderBrowser = {
  setAlarm(when) {
    if (Number.isFinite(when)) alarms.create(NAME, { when });
    else void alarms.clear(NAME);
  },
  showBadge(due) {
    const lines = [...new Set(due.map(textOf))];
    void action.setBadgeText({ text: lines.length > 0 ? String(lines.length) : '' });
    void action.setTitle({ title: [say('extName'), ...lines].join('\n') });
  },
  notify(reminder) {
    void notifications()?.create(reminder.flowId, {
      type: 'basic',
      iconUrl: runtime.getURL(ICON),
      title: say('extName'),
      message: textOf(reminder),
    });
  },
};

/** Wakes the worker for reminders, and opens the flow of a notification that is pressed. Call it at the worker's top level. */
export function onReminders(run: () => void, panelPage: string): void {
  alarms.onAlarm.addListener(({ name }) => {
    if (name === NAME) run();
  });
  // Only to wake: the start of the worker itself reminds.
  runtime.onStartup.addListener(run);
  const open = (flowId: string) =>
    void tabs.create({ url: `${runtime.getURL(panelPage)}#${flowId}` });
  const listen = () => {
    const { onClicked } = notifications() ?? {};
    if (onClicked && !onClicked.hasListener(open)) onClicked.addListener(open);
  };
  listen();
  permissions.onAdded.addListener(listen);
}
