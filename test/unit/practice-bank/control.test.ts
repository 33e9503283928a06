import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isLoopback } from '../../practice-bank/control/control-endpoint.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { callResource, clientId, exchange, obtainTokens, requestToken } from './bpce-user.ts';
import { type LocalAnswer, send } from './local-client.ts';

let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank({ now: () => 1_700_000_000_000 });
});
beforeEach(() => bank.control.reset());
afterAll(() => bank.close());

function command(verb: string, json: unknown): Promise<LocalAnswer> {
  return send(`${bank.urls.control}/${verb}`, { json });
}

describe('the control over HTTP', () => {
  it('moves the clock that was passed in, also in the Date header', async () => {
    const answer = await command('clock', { advanceSeconds: 60 });
    expect(answer.json()).toEqual({ nowMs: 1_700_000_060_000 });
    const { headers } = await callResource(bank, '/accounts');
    expect(Date.parse(headers.date ?? '')).toBe(1_700_000_060_000);
  });

  it('changes one lifetime and keeps the others', async () => {
    expect((await command('lifetimes', { accessTokenSeconds: 5 })).json()).toEqual({
      codeSeconds: 60,
      accessTokenSeconds: 5,
      refreshTokenSeconds: 15_552_000,
      requestUriSeconds: 60,
    });
    const form = { grant_type: 'client_credentials', client_id: clientId };
    expect((await requestToken(bank, form)).json().expires_in).toBe(5);
  });

  it('changes settings', async () => {
    const answer = await command('settings', { rotateRefreshToken: true });
    expect(answer.json()).toEqual({
      rotateRefreshToken: true,
      demandSignature: false,
      approveAtOnce: false,
      sloppy: false,
    });
  });

  it('adds faults and clears them without forgetting tokens', async () => {
    const { access_token } = await obtainTokens(bank);
    const fault = { path: '/stet', kind: 'status', status: 500 };
    expect(JSON.parse((await command('faults', fault)).text)).toEqual([fault]);
    expect((await callResource(bank, '/accounts', access_token)).status).toBe(500);
    await command('clear-faults', {});
    expect((await callResource(bank, '/accounts', access_token)).status).toBe(200);
  });

  it('resets clock, lifetimes, settings, faults, log and tokens', async () => {
    const { access_token, refresh_token } = await obtainTokens(bank);
    bank.control.clock({ advanceSeconds: 10 });
    bank.control.lifetimes({ codeSeconds: 1 });
    bank.control.settings({ rotateRefreshToken: true });
    bank.control.faults({ path: '/', kind: 'down' });
    await command('reset', {});
    expect(bank.control.log()).toEqual([]);
    expect(bank.control.clock({ advanceSeconds: 0 }).nowMs).toBe(1_700_000_000_000);
    expect(bank.control.lifetimes({}).codeSeconds).toBe(60);
    expect(bank.control.settings({}).rotateRefreshToken).toBe(false);
    expect((await callResource(bank, '/accounts', access_token)).status).toBe(401);
    const form = { grant_type: 'refresh_token', client_id: clientId, refresh_token };
    expect((await requestToken(bank, form)).status).toBe(400);
  });

  it('logs requests with every parameter, repeated ones too, but not its own', async () => {
    await send(`${bank.urls.bpce('17515')}/stet/psd2/oauth/token?a=1&a=2`, { form: { b: '3' } });
    const log = JSON.parse((await send(`${bank.urls.control}/log`)).text);
    expect(log).toEqual([
      {
        atMs: 1_700_000_000_000,
        host: '17515.bpce.localhost',
        protocol: 'http/1.1',
        method: 'POST',
        path: '/stet/psd2/oauth/token',
        query: [
          ['a', '1'],
          ['a', '2'],
        ],
        body: [['b', '3']],
        headers: expect.objectContaining({ host: `17515.bpce.localhost:${bank.port}` }),
        status: 400,
      },
    ]);
  });

  it('logs the members of a JSON body', async () => {
    await send(`${bank.urls.dialect('json-token')}/token`, { json: { grant_type: 'x', n: [1] } });
    expect(bank.control.log()[0]?.body).toEqual([
      ['grant_type', 'x'],
      ['n', '[1]'],
    ]);
  });

  it.each([
    ['an unknown verb', 'explode', { json: {} }, 404],
    ['GET', 'reset', {}, 405],
    ['a form body, as a web page could send', 'reset', { form: {} }, 415],
    ['a body that is not JSON', 'reset', jsonText('{'), 400],
    ['an unknown member', 'clock', { json: { seconds: 1 } }, 400],
    ['an unknown fault kind', 'faults', { json: { path: '/', kind: 'odd' } }, 400],
  ])('refuses %s', async (_what, verb, request, status) => {
    expect((await send(`${bank.urls.control}/${verb}`, request)).status).toBe(status);
  });
});

describe('the control in the same process', () => {
  it('throws for an argument of the wrong form', () => {
    expect(() => bank.control.clock({ advanceSeconds: -1 })).toThrow();
  });

  it('shortens the life of a code', async () => {
    bank.control.lifetimes({ codeSeconds: 1 });
    expect((await exchange(bank, 'no-such-code')).status).toBe(400);
  });
});

function jsonText(body: string) {
  return { method: 'POST', body, headers: { 'content-type': 'application/json' } };
}

it.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['192.168.1.5', false],
  [undefined, false],
])('isLoopback(%s) is %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});
