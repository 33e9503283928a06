import { expect, it, vi } from 'vitest';
import { onPanelMessage } from '../../../src/background/browser.ts';
import browser from '../panel/fake-webextension.ts';

type Receive = (message: unknown, sender: object, sendResponse: (reply: unknown) => void) => true;

/** What the browser gets from a worker that answers so: what its listener returns, and the reply. */
async function received(answer: () => Promise<unknown> | undefined) {
  let listener: unknown;
  vi.spyOn(browser.runtime.onMessage, 'addListener').mockImplementation((added) => {
    listener = added;
  });
  onPanelMessage(answer);
  const replies: unknown[] = [];
  const kept = (listener as Receive)('asked', {}, (reply) => replies.push(reply));
  await new Promise((resolve) => setTimeout(resolve));
  return { kept, replies };
}

it('keeps the channel open until the answer is there', async () => {
  expect(await received(async () => 7)).toEqual({ kept: true, replies: [{ ok: true, value: 7 }] });
});

it('tells the panel that a handler failed', async () => {
  const failing = async () => {
    throw new Error('disk full');
  };
  const reply = { ok: false, error: 'Error: disk full' };
  expect(await received(failing)).toEqual({ kept: true, replies: [reply] });
});

it('leaves a message that is not for it alone', async () => {
  expect(await received(() => undefined)).toEqual({ kept: false, replies: [] });
});
