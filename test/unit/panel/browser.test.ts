import { expect, it, vi } from 'vitest';
import { onWorkerMessage, sendToWorker } from '../../../src/panel/browser.ts';
import browser from './fake-webextension.ts';

type Receive = (message: unknown, sender: { id?: string }) => unknown;

it('hears the worker of its own extension and nobody else', () => {
  const receivers: Receive[] = [];
  const addListener = (receive: Receive) => void receivers.push(receive);
  vi.spyOn(browser.runtime.onMessage, 'addListener').mockImplementation(addListener);
  const heard: unknown[] = [];
  onWorkerMessage((message) => heard.push(message));
  for (const receive of receivers) {
    expect(receive('ours', { id: 'own-extension' })).toBeUndefined();
    receive('another extension', { id: 'another' });
    receive('a page', {});
  }
  expect(heard).toEqual(['ours']);
});

it.each([
  ['the worker failed', { ok: false, error: 'Error: disk full' }, 'disk full'],
  ['nobody answered', undefined, 'no answer'],
])('rejects when %s', async (_why, reply, reason) => {
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async () => reply as undefined);
  await expect(sendToWorker('asked')).rejects.toThrow(reason);
});

it('hands over what the worker answered', async () => {
  const reply = { ok: true, value: { flows: [] } };
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async () => reply as never);
  expect(await sendToWorker('asked')).toEqual({ flows: [] });
});
