import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadPersistently } from '../../../src/panel/connection.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the first load', () => {
  it('says nothing when the worker answers', async () => {
    const reconnecting = loadPersistently(async () => undefined);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(reconnecting.value).toBe(false);
  });

  it('tries again with growing pauses until the worker is there', async () => {
    const load = vi.fn(async () => undefined);
    load.mockRejectedValueOnce(new Error('away'));
    load.mockRejectedValueOnce(new Error('away'));
    loadPersistently(load);
    await vi.advanceTimersByTimeAsync(249);
    expect(load).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(load).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(499);
    expect(load).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('is said to be reconnecting after a second of silence, until it succeeds', async () => {
    const load = vi.fn(() => new Promise<void>(() => undefined));
    const reconnecting = loadPersistently(load);
    await vi.advanceTimersByTimeAsync(999);
    expect(reconnecting.value).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(reconnecting.value).toBe(true);
    load.mockResolvedValue(undefined);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(reconnecting.value).toBe(false);
  });
});
