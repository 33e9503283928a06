import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../../src/core/flow/flow-event.ts';
import { foldFlow } from '../../../../src/core/flow/flow-state.ts';
import { type Lifetime, lifetimeState } from '../../../../src/core/lifetimes/lifetime.ts';
import { lifetimesOf } from '../../../../src/core/lifetimes/lifetimes-of.ts';
import { jsonAnswer } from '../../../fixtures/answers.ts';
import {
  answered,
  captured,
  opened,
  prepared,
  record,
  sent,
  started,
  token,
} from '../../../fixtures/happenings.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const START_MS = Date.UTC(2026, 10, 21, 12);
const START = START_MS / 1000;
const DAY = 86_400;

function lifetimes(...happenings: Happening[]): Lifetime[] {
  const flow = foldFlow(record(...happenings));
  if (!flow) throw new Error('no flow');
  return lifetimesOf(flow);
}

const access = (id: string, change: object = {}) => ({
  ...token('access_token', id),
  expires_in: 3600,
  ...change,
});
const toCode = [started(), opened(), captured('code')];
const exchanged = (...tokens: ReturnType<typeof token>[]) => [
  ...toCode,
  prepared('c1', 'exchange'),
  sent('c1'),
  answered('c1', 'tokens', tokens),
];

describe('the lifetimes of a flow', () => {
  it('has the code, which nobody knows the length of, and then says that it was spent', () => {
    const code = { kind: 'authorization_code', id: 'k1', ends: [], source: 'profile' };
    expect(lifetimes(...toCode)).toMatchObject([code]);
    expect(lifetimes(...exchanged(access('a')))[0]).toMatchObject({ ...code, gone: 'spent' });
  });

  it('takes the length of a code from the profile where it stands there', () => {
    const start = started();
    const plan = planOf('bpce-aisp');
    plan.profile.lifetimes = { authorizationCode: { seconds: 60 } };
    const [code] = lifetimes({ ...start, plan }, opened(), captured('code'));
    expect(code?.ends).toEqual([START + 2 + 60]);
  });

  it('takes an access token’s end from the answer, else from its exp, else from the profile', () => {
    const jwt = { header: {}, claims: { exp: START + 500 } };
    const ends = (change: object) =>
      lifetimes(...exchanged(access('a', change))).find(({ kind }) => kind === 'access_token');
    expect(ends({ jwt })).toMatchObject({ ends: [START + 500], source: 'jwt' });
    expect(ends({})).toMatchObject({ ends: [START + 3600], source: 'answer' });
    expect(ends({ jwt, expires_in: undefined })).toMatchObject({
      ends: [START + 500],
      source: 'jwt',
    });
    expect(ends({ expires_in: undefined })).toMatchObject({
      ends: [START + 3600, START + 900],
      source: 'profile',
    });
  });

  it('gives both ends of the refresh and the consent window where sources disagree', () => {
    const list = lifetimes(...exchanged(access('a'), token('refresh_token', 'r')));
    expect(list.find(({ kind }) => kind === 'refresh_token')?.ends).toEqual([
      START + 180 * DAY,
      START + 90 * DAY,
    ]);
    expect(list.find(({ kind }) => kind === 'consent')?.ends).toEqual([
      START + 2 + 180 * DAY,
      START + 2 + 90 * DAY,
    ]);
  });

  it('has no consent window before there is a token of the customer’s', () => {
    expect(lifetimes(...toCode).map(({ kind }) => kind)).not.toContain('consent');
  });

  it('keeps a replaced token, marked', () => {
    const list = lifetimes(
      ...exchanged(access('a')),
      prepared('c2', 'refresh'),
      sent('c2'),
      answered('c2', 'tokens', [access('b')]),
    ).filter(({ kind }) => kind === 'access_token');
    expect(list.map(({ id, gone }) => [id, gone])).toEqual([
      ['a', 'replaced'],
      ['b', undefined],
    ]);
  });

  it('counts a pushed request from the answer that names it', () => {
    const answer = jsonAnswer(201, { request_uri: 'urn:fake:1', expires_in: 90 });
    const list = lifetimes(started(), prepared('p', 'step'), sent('p'), {
      ...answered('p', 'api_ok'),
      answer,
    });
    expect(list).toEqual([
      {
        kind: 'request_uri',
        id: 'p',
        fromMs: answer.receivedAtMs,
        ends: [Math.floor(answer.receivedAtMs / 1000) + 90],
        source: 'answer',
      },
    ]);
  });
});

describe('where a lifetime stands', () => {
  it.each([
    ['running', [START + 10], undefined],
    ['over', [START], undefined],
    ['doubtful', [START + 10, START - 10], undefined],
    ['over', [START - 5, START - 10], undefined],
    ['unknown', [], undefined],
    ['replaced', [START + 10], 'replaced'],
  ] as const)('is %s with the ends %j', (expected, ends, gone) => {
    const one = { kind: 'access_token', id: 'a', fromMs: 0, source: 'answer' } as const;
    const lifetime = { ...one, ends: [...ends], ...(gone && { gone }) };
    expect(lifetimeState(lifetime, START_MS)).toBe(expected);
  });
});
