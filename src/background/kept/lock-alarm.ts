import { alarms } from '../browser.ts';

const NAME = 'lock';

/** Locks kept secrets after so many minutes from now; 0 or less: the browser's end does. */
export async function lockAlarm(minutes: number): Promise<void> {
  if (minutes <= 0) await alarms.clear(NAME);
  else alarms.create(NAME, { delayInMinutes: minutes });
}

/** Add it at the worker's top level, where it is heard by a worker that the alarm wakes. */
export function onLockAlarm(lock: () => void): void {
  alarms.onAlarm.addListener(({ name }) => {
    if (name === NAME) lock();
  });
}
