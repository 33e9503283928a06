import { beforeEach, describe, expect, it } from 'vitest';
import { UnaskedAnswers } from '../../../src/background/capture/unasked-answers.ts';
import type { UnaskedAnswer } from '../../../src/core/flow/unasked-answer.ts';

const REDIRECT_URI = 'https://app.example/callback';

let stored: Record<string, unknown>;
let told: UnaskedAnswer[][];
let unasked: UnaskedAnswers;
let ids = 0;

beforeEach(() => {
  stored = {};
  told = [];
  unasked = new UnaskedAnswers({
    area: {
      get: async () => structuredClone(stored),
      set: async (items) => void Object.assign(stored, structuredClone(items)),
      remove: async () => undefined,
    },
    known: async () => [{ redirectUri: REDIRECT_URI, fingerprints: ['fp13S'] }],
    fingerprint: async (value) => `fp${value.length}${value.at(-1)}`,
    nowMs: () => 1000,
    randomId: () => String(++ids),
    changed: (answers) => void told.push(answers),
  });
});

const see = (url: string) => unasked.note({ url, via: 'navigation' });

describe('an answer that nobody waited for', () => {
  it('is listed without the code in it', async () => {
    await see(`${REDIRECT_URI}?code=fakecode0001&state=fakestate0001`);
    const [answer] = await unasked.list();
    expect(answer).toMatchObject({ landedOn: REDIRECT_URI, differences: [], findings: [] });
    expect(answer?.parameters).toEqual([
      { name: 'code', length: 12, fingerprint: 'fp121' },
      { name: 'state', length: 13, fingerprint: 'fp131' },
    ]);
    expect(JSON.stringify(stored)).not.toMatch(/fakecode|fakestate/);
    expect(told).toHaveLength(1);
  });

  it('keeps the bank’s words on an error', async () => {
    await see(`${REDIRECT_URI}#error=access_denied&error_description=no`);
    const [answer] = await unasked.list();
    expect(answer?.parameters.map(({ value }) => value)).toEqual(['access_denied', 'no']);
  });

  it('is judged where it missed the redirect URI', async () => {
    await see(`${REDIRECT_URI}/?code=fakecode0001`);
    const [answer] = await unasked.list();
    expect(answer?.differences).toEqual(['path_slash']);
    expect(answer?.findings.map(({ id }) => id)).toEqual(['AP01']);
  });

  it('is listed once, however often and by whomever it is reported', async () => {
    const url = `${REDIRECT_URI}?code=fakecode0001`;
    await Promise.all([see(url), see(url), unasked.note({ url, via: 'failed_navigation' })]);
    expect(await unasked.list()).toHaveLength(1);
  });

  it('is found in a form', async () => {
    const form = [{ name: 'code', value: 'fakecode0001' }];
    await unasked.note({ url: REDIRECT_URI, via: 'form_post', form });
    expect(await unasked.list()).toHaveLength(1);
  });

  it('is known by its state when the app sent it on to another page', async () => {
    await see('https://app.example/finish?code=fakecode0001&state=fake-state-0S');
    const [answer] = await unasked.list();
    expect(answer).toMatchObject({ redirectUri: REDIRECT_URI, differences: ['path'] });
  });

  it.each([
    `${REDIRECT_URI}-two?code=x`,
    'https://app.example/?code=x',
    'https://shop.example/?code=voucher',
    'https://bank.example/oops?error=server_error&state=fake-state-0S',
    `${REDIRECT_URI}?page=2`,
    REDIRECT_URI,
    'about:blank',
  ])('is not %s', async (url) => {
    await see(url);
    expect(await unasked.list()).toEqual([]);
    expect(told).toEqual([]);
  });

  it('goes when a flow takes it on another page', async () => {
    await see(`${REDIRECT_URI}/?code=fakecode0001`);
    await see(`${REDIRECT_URI}/?code=fakecode00002`);
    await unasked.drop({ url: `${REDIRECT_URI}?code=fakecode0001`, via: 'navigation' });
    expect((await unasked.list()).map(({ parameters: [code] }) => code?.length)).toEqual([13]);
  });

  it('makes room for newer ones, and all go at once', async () => {
    for (let n = 0; n < 25; n += 1) await see(`${REDIRECT_URI}?code=${'x'.repeat(n + 1)}`);
    const listed = await unasked.list();
    expect(listed).toHaveLength(20);
    expect(listed[0]?.parameters[0]?.length).toBe(25);
    await unasked.clear();
    expect(await unasked.list()).toEqual([]);
  });
});
