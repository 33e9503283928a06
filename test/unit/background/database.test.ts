import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** A life of the worker of its own. */
async function life() {
  vi.resetModules();
  return import('../../../src/background/storage/database.ts');
}

beforeEach(() => void vi.spyOn(indexedDB, 'open'));
afterEach(() => void vi.restoreAllMocks());

it('is opened once', async () => {
  const { flowDatabase } = await life();
  const first = await flowDatabase();
  expect(await flowDatabase()).toBe(first);
  expect(indexedDB.open).toHaveBeenCalledTimes(1);
});

it('is opened anew by whoever asks after it could not be', async () => {
  const { flowDatabase } = await life();
  vi.mocked(indexedDB.open).mockImplementationOnce(() => {
    throw new DOMException('made up', 'UnknownError');
  });
  await expect(flowDatabase()).rejects.toThrow('made up');
  expect((await flowDatabase()).objectStoreNames).toContain('events');
});

it('is opened anew once the browser has closed it', async () => {
  const { flowDatabase } = await life();
  const first = await flowDatabase();
  first.onclose?.(new Event('close'));
  expect(await flowDatabase()).not.toBe(first);
});
