import { beforeEach, describe, expect, it } from 'vitest';
import { remind } from '../../../src/background/reminders/reminders.ts';
import { defaultSettings } from '../../../src/contract/settings.ts';
import type { FlowRow } from '../../../src/core/flow/flow-summary.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 12);

const flows = [
  {
    flowId: 'a',
    startedAtMs: 0,
    bank: 'Bank',
    service: 'aisp',
    environment: 'Sandbox',
    ends: { windows: [(NOW + 10 * DAY) / 1000] },
  } as unknown as FlowRow,
];

let stored: Record<string, unknown>;
let done: string[];
let nowMs: number;

/** One life of the worker: nothing but what is stored stays. */
const run = (notify = true) =>
  remind(
    {
      area: {
        get: async () => ({ ...stored }),
        set: async (items) => void Object.assign(stored, items),
      },
      flows: async () => flows,
      settings: async () => ({ ...defaultSettings, notify }),
      clock: { nowMs: () => nowMs },
    },
    {
      setAlarm: (when) => done.push(`alarm ${(when - NOW) / DAY}`),
      showBadge: (due) => done.push(`badge ${new Set(due.map(({ flowId }) => flowId)).size}`),
      notify: ({ flowId }) => done.push(`notify ${flowId}`),
    },
  );

beforeEach(() => {
  stored = {};
  done = [];
  nowMs = NOW;
});

describe('reminding', () => {
  it('sets one alarm, for the next change', async () => {
    await run();
    expect(done).toEqual(['badge 0', 'alarm 3']);
  });

  it('notifies once of each reminder, also of those that a closed browser missed', async () => {
    nowMs = NOW + 4 * DAY;
    await run();
    await run();
    nowMs = NOW + 9.5 * DAY;
    await run();
    await run();
    const day = ['badge 1', 'alarm 9'];
    const last = ['badge 1', 'alarm 10'];
    expect(done).toEqual([...day, 'notify a', ...day, ...last, 'notify a', ...last]);
  });

  it('takes the badge away at the end', async () => {
    nowMs = NOW + 10 * DAY;
    await run();
    expect(done).toEqual(['badge 0', 'alarm Infinity']);
  });

  it('shows the badge alone where nobody wants notifications', async () => {
    nowMs = NOW + 4 * DAY;
    await run(false);
    expect(done).toEqual(['badge 1', 'alarm 9']);
    expect(stored).toEqual({});
  });
});
