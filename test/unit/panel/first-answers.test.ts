import { beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { askFirst, sendOrTakeFirst } from '../../../src/panel/first-answers.ts';
import browser from './fake-webextension.ts';

const FIRST = { request: 'readFirst', params: {} };
const OTHER = { request: 'readBeside', params: {} };

/** What was sent; each is answered with how many were sent by then. */
let sent: unknown[];
let sending: MockInstance<(message: unknown) => unknown>;

beforeEach(() => {
  sent = [];
  sending = vi.spyOn(browser.runtime, 'sendMessage') as typeof sending;
  sending.mockImplementation(async (message) => {
    sent.push(message);
    return { ok: true, value: sent.length };
  });
});

it('is asked once, and sent again by whoever asks once more', async () => {
  askFirst();
  expect(sent).toEqual([FIRST]);
  expect(await sendOrTakeFirst(OTHER)).toBe(2);
  expect(await sendOrTakeFirst(FIRST)).toBe(1);
  expect(await sendOrTakeFirst(FIRST)).toBe(3);
  expect(sent).toEqual([FIRST, OTHER, FIRST]);
});

it('tells whoever takes the answer that there is none, and asks anew after that', async () => {
  sending.mockImplementationOnce(async () => undefined);
  askFirst();
  await new Promise((resolve) => setImmediate(resolve));
  await expect(sendOrTakeFirst(FIRST)).rejects.toThrow('no answer');
  expect(await sendOrTakeFirst(FIRST)).toBe(1);
});
