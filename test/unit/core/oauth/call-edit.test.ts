import { expect, it } from 'vitest';
import {
  type CallEdit,
  callEditSchema,
  editRequest,
  mapEdit,
} from '../../../../src/core/oauth/call-edit.ts';
import type { HttpRequest } from '../../../../src/core/oauth/http-message.ts';

const request: HttpRequest = {
  method: 'PUT',
  url: 'https://api.bank.example/v1/consents?a=1',
  headers: [
    ['Authorization', 'Bearer FAKE'],
    ['X-Request-ID', 'fresh'],
    ['Accept', 'application/json'],
  ],
  parameters: [{ name: 'a', value: '1' }],
  body: '{}',
};
const edit = (change: Partial<CallEdit>): CallEdit => ({
  url: '/v1/consents?a=1',
  headers: [],
  ...change,
});

it.each<[string, Partial<CallEdit>, Partial<HttpRequest>]>([
  ['nothing where nothing was changed', {}, {}],
  [
    'path and query',
    { url: '/v2/x?b=2' },
    { url: 'https://api.bank.example/v2/x?b=2', parameters: [{ name: 'b', value: '2' }] },
  ],
  [
    'the host too, for others to refuse',
    { url: '//evil.example/' },
    { url: 'https://evil.example/', parameters: [] },
  ],
  [
    'a header, in any case',
    { headers: [['accept', 'text/plain']] },
    { headers: [...request.headers.slice(0, 2), ['accept', 'text/plain']] },
  ],
  ['a header away', { headers: [['Accept', '']] }, { headers: request.headers.slice(0, 2) }],
  [
    'no header of its own',
    {
      headers: [
        ['authorization', 'x'],
        ['X-REQUEST-ID', 'y'],
      ],
    },
    {},
  ],
  ['the body', { body: '{"a":1}' }, { body: '{"a":1}' }],
])('changes %s', (_what, change, expected) => {
  expect(editRequest(request, edit(change))).toEqual({ ...request, ...expected });
});

it('gives a read no body', () => {
  const { body: _body, ...read } = { ...request, method: 'GET' as const };
  expect(editRequest(read, edit({ body: 'x' }))).toEqual(read);
});

it('makes nothing of what is no address', () => {
  expect(editRequest(request, edit({ url: 'https://[' }))).toBeUndefined();
});

it('changes each of its texts, a header’s with its name', () => {
  const change = (text: string, header = '') => `${header}<${text}>`;
  const headers: CallEdit['headers'] = [['Accept', 'a']];
  expect(mapEdit(edit({ headers }), change)).toEqual({
    url: '</v1/consents?a=1>',
    headers: [['Accept', 'Accept<a>']],
  });
  expect(mapEdit(edit({ body: '' }), change).body).toBe('<>');
});

it('is read back as it was made, and no other', () => {
  const made = edit({ headers: [['Accept', 'a']], body: '{}' });
  expect(callEditSchema.parse(made)).toEqual(made);
  expect(callEditSchema.safeParse({ ...made, headers: [['Accept']] }).success).toBe(false);
  expect(callEditSchema.safeParse({ ...made, method: 'PUT' }).success).toBe(false);
});
