import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import messages from '../../../_locales/en/messages.json' with { type: 'json' };
import { patientReads } from '../../../src/panel/patient-reads.ts';
import { WorkerFault } from '../../../src/panel/worker-fault.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const read = { request: 'readFlow', params: {} };

describe('a worker that stops while the panel is open', () => {
  it('is asked once more for what it was to read', async () => {
    const send = vi.fn(async (_message: unknown): Promise<unknown> => 'flow');
    send.mockRejectedValueOnce(new Error('stopped'));
    const answer = patientReads(send).send(read);
    await vi.advanceTimersByTimeAsync(250);
    expect(await answer).toBe('flow');
    expect(send).toHaveBeenCalledTimes(2);
  });

  it.each(['exchangeCode', 'refresh', 'startAuthorization', 'clearFlows', 'saveSettings'])(
    'is never asked twice to %s',
    async (request) => {
      const send = vi.fn().mockRejectedValue(new Error('stopped'));
      const answer = patientReads(send).send({ request, params: {} });
      await expect(answer).rejects.toThrow('stopped');
      await vi.advanceTimersByTimeAsync(60_000);
      expect(send).toHaveBeenCalledTimes(1);
    },
  );

  it('is said to be reconnecting after a second, and no longer than it is away', async () => {
    const send = vi.fn((_message: unknown) => new Promise<unknown>(() => undefined));
    const { send: ask, reconnecting } = patientReads(send);
    const answer = ask(read);
    await vi.advanceTimersByTimeAsync(999);
    expect(reconnecting.value).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(reconnecting.value).toBe(true);
    send.mockResolvedValue('flow');
    await vi.advanceTimersByTimeAsync(6000);
    expect(await answer).toBe('flow');
    expect(reconnecting.value).toBe(false);
  });

  it('that stays away is given up in the end, so that the person hears of it', async () => {
    const send = vi.fn().mockRejectedValue(new Error('stopped'));
    const { send: ask, reconnecting } = patientReads(send);
    const refused = expect(ask(read)).rejects.toThrow('stopped');
    await vi.advanceTimersByTimeAsync(16_000);
    await refused;
    expect(reconnecting.value).toBe(false);
  });

  it('says what keeps it from reading, until it can', async () => {
    const send = vi.fn(async (message: unknown): Promise<unknown> => {
      const { request } = message as { request: string };
      if (request === 'listFlows') throw new WorkerFault('UnknownError: Internal error.');
      return 'settings';
    });
    const { send: ask, unreadable } = patientReads(send);
    const answer = ask({ request: 'listFlows', params: {} });
    await vi.advanceTimersByTimeAsync(0);
    expect(unreadable.value).toBe('UnknownError: Internal error.');
    // Another read that succeeds says nothing of this one.
    await ask({ request: 'readSettings', params: {} });
    expect(unreadable.value).toBe('UnknownError: Internal error.');
    send.mockResolvedValue('flows');
    await vi.advanceTimersByTimeAsync(250);
    expect(await answer).toBe('flows');
    expect(unreadable.value).toBeUndefined();
  });

  it('that only gives no answer keeps nothing from being read', async () => {
    const send = vi.fn().mockRejectedValue(new Error('no answer'));
    const { send: ask, unreadable } = patientReads(send);
    const refused = expect(ask(read)).rejects.toThrow('no answer');
    await vi.advanceTimersByTimeAsync(16_000);
    await refused;
    expect(unreadable.value).toBeUndefined();
  });

  it('is no reason to have anything opened or started anew: no sentence asks for that', () => {
    const asks =
      /\b(re-?open|reload|restart|relaunch)\b|\bopen (this|the) (panel|extension|tool|developer tools|devtools)\b[^.]*\bagain\b/i;
    const asking = Object.entries(messages).filter(([, { message }]) => asks.test(message));
    expect(asking.map(([key]) => key)).toEqual([]);
  });
});
