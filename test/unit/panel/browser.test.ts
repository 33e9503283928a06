import { expect, it, vi } from 'vitest';
import { onWorkerMessage } from '../../../src/panel/browser.ts';
import browser from './fake-webextension.ts';

vi.mock('webextension-polyfill', () => import('./fake-webextension.ts'));

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
