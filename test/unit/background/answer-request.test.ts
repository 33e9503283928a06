import { describe, expect, it } from 'vitest';
import { answerRequest } from '../../../src/background/answer-request.ts';
import type { Handlers } from '../../../src/contract/replies.ts';

function handlersThat(answer: (name: string, params: unknown) => unknown): Handlers {
  return new Proxy({} as Handlers, {
    get: (_target, name) => async (params: unknown) => answer(String(name), params),
  });
}

describe('a request', () => {
  it('reaches its handler with checked parameters', async () => {
    const handlers = handlersThat((name, params) => ({ name, params }));
    const request = { request: 'readFlow', params: { flowId: 'f1' } };
    expect(await answerRequest(request, handlers)).toEqual({
      name: 'readFlow',
      params: { flowId: 'f1' },
    });
  });

  it.each([
    ['of an unknown name', { request: 'format', params: {} }],
    ['of a name from the prototype', { request: 'toString', params: {} }],
    ['with wrong parameters', { request: 'readFlow', params: { flowId: 7 } }],
    ['with too many parameters', { request: 'readFlow', params: { flowId: 'f1', and: 1 } }],
  ])('%s is refused', async (_what, request) => {
    const asked: string[] = [];
    const handlers = handlersThat((name) => asked.push(name));
    await expect(answerRequest(request, handlers)).rejects.toThrow();
    expect(asked).toEqual([]);
  });
});
