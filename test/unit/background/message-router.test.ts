import { describe, expect, it } from 'vitest';
import { isOwnPage, routeMessage } from '../../../src/background/message-router.ts';
import type { Handlers } from '../../../src/contract/replies.ts';

const own = { id: 'ours', origin: 'chrome-extension://ours/' };
const panel = { id: 'ours', url: 'chrome-extension://ours/src/panel/panel.html' };
const ready = Promise.resolve();

function handlersThat(answer: (name: string, params: unknown) => unknown): Handlers {
  return new Proxy({} as Handlers, {
    get: (_target, name) => async (params: unknown) => answer(String(name), params),
  });
}

describe('a message', () => {
  it.each([
    ['our panel', panel, true],
    ['a content script of ours', { id: 'ours', url: 'https://bank.example/' }, false],
    ['another extension', { id: 'theirs', url: 'chrome-extension://ours/x' }, false],
    ['an address that only begins alike', { id: 'ours', url: 'chrome-extension://ours' }, false],
    ['nobody', {}, false],
  ])('from %s is told apart', (_who, sender, expected) => {
    expect(isOwnPage(sender, own)).toBe(expected);
  });

  it('reaches its handler with checked parameters', async () => {
    const message = { request: 'readFlow', params: { flowId: 'f1' } };
    const handlers = handlersThat((name, params) => ({ name, params }));
    expect(await routeMessage(message, panel, own, handlers, ready)).toEqual({
      name: 'readFlow',
      params: { flowId: 'f1' },
    });
  });

  it.each([
    ['an unknown request', { request: 'format', params: {} }],
    ['a name from the prototype', { request: 'toString', params: {} }],
    ['wrong parameters', { request: 'readFlow', params: { flowId: 7 } }],
    ['too many parameters', { request: 'readFlow', params: { flowId: 'f1', and: 1 } }],
    ['no request at all', 'hello'],
  ])('that is %s is ignored', (_what, message) => {
    const handlers = handlersThat(() => {
      throw new Error('must not be called');
    });
    expect(routeMessage(message, panel, own, handlers, ready)).toBeUndefined();
  });
});
