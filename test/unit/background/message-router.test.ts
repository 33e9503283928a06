import { describe, expect, it } from 'vitest';
import { isOwnPage, routeMessage } from '../../../src/background/message-router.ts';

const own = { id: 'ours', origin: 'chrome-extension://ours/' };
const panel = { id: 'ours', url: 'chrome-extension://ours/src/panel/panel.html' };

const stranger = { id: 'ours', url: 'https://bank.example/' };

function mustNotBeAsked(): Promise<unknown> {
  throw new Error('must not be asked');
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

  it('reaches who answers', async () => {
    const message = { request: 'readFlow', params: { flowId: 'f1' } };
    const answer = async (request: unknown) => ({ answered: request });
    expect(await routeMessage(message, panel, own, answer)).toEqual({ answered: message });
  });

  it.each([
    ['no request at all', 'hello', panel],
    ['an event', { event: 'flows_replaced' }, panel],
    ['a request of somebody else', { request: 'readFlow', params: { flowId: 'f1' } }, stranger],
  ])('that is %s is ignored', (_what, message, sender) => {
    expect(routeMessage(message, sender, own, mustNotBeAsked)).toBeUndefined();
  });
});
