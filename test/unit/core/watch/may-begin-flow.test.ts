import { describe, expect, it } from 'vitest';
import { mayBeginFlow } from '../../../../src/core/watch/may-begin-flow.ts';
import { readHarEntry } from '../../../../src/core/watch/seen-request.ts';
import { har } from './har.ts';

const BANK = 'https://bank.example';
const APP = 'https://app.example/callback';

function mayBegin(...entry: Parameters<typeof har>): boolean | undefined {
  const seen = readHarEntry(har(...entry));
  return seen && mayBeginFlow(seen);
}

describe('a request that may begin a flow', () => {
  it.each([
    ['an authorization request', har(0, `${BANK}/authorize?client_id=c&response_type=code`)],
    ['one that a form posts', har(0, `${BANK}/authorize`, { form: { client_id: 'c' } })],
    ['an answer', har(0, `${APP}?code=FAKE&state=FAKE`)],
    [
      'an answer that the browser is sent to',
      har(0, BANK, { status: 302, location: `${APP}#a=1` }),
    ],
    ['an answer that is posted', har(0, APP, { form: { code: 'FAKE', state: 'FAKE' } })],
    [
      'a token call of a script',
      har(0, `${BANK}/token`, { type: 'fetch', form: { grant_type: 'authorization_code' } }),
    ],
  ])('is %s', (_what, entry) => {
    const seen = readHarEntry(entry);
    expect(seen && mayBeginFlow(seen)).toBe(true);
  });

  it.each([
    ['a page without parameters', [0, 'https://app.example/']],
    ['a picture with some', [0, 'https://app.example/a.png?v=2', { type: 'image' }]],
    ['what a script posts', [0, 'https://app.example/log', { type: 'fetch', json: { a: 1 } }]],
  ] as [string, Parameters<typeof har>][])('is not %s', (_what, entry) => {
    expect(mayBegin(...entry)).toBe(false);
  });
});
