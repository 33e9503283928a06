import { expect, it } from 'vitest';
import { fakeWorker } from './fake-worker.ts';

it('puts a tool away with the flow that it was opened for, and not before', async () => {
  const { store } = fakeWorker({ readFlow: async () => ({ events: [] }) });
  await store.selectFlow('one');
  store.tool.value = 'replay';
  await store.selectFlow('one');
  expect(store.tool.value).toBe('replay');
  await store.selectFlow('another');
  expect(store.tool.value).toBeUndefined();
});
