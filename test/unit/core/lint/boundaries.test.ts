import { describe, expect, it } from 'vitest';
import { codeAgeing } from '../../../../src/core/lint/rules/code-ageing.ts';
import { dateInMs } from '../../../../src/core/lint/rules/date-in-ms.ts';
import { datesDisagree } from '../../../../src/core/lint/rules/dates-disagree.ts';
import { errorNotJson } from '../../../../src/core/lint/rules/error-not-json.ts';
import { expired } from '../../../../src/core/lint/rules/expired.ts';
import { expiresInImplausible } from '../../../../src/core/lint/rules/expires-in-implausible.ts';
import { notYetValid } from '../../../../src/core/lint/rules/not-yet-valid.ts';
import { overloaded } from '../../../../src/core/lint/rules/overloaded.ts';
import { parRequestUriStale } from '../../../../src/core/lint/rules/par-request-uri-stale.ts';
import { redirected } from '../../../../src/core/lint/rules/redirected.ts';
import { refreshWindow } from '../../../../src/core/lint/rules/refresh-window.ts';
import { responseOverdue } from '../../../../src/core/lint/rules/response-overdue.ts';
import { serverFault } from '../../../../src/core/lint/rules/server-fault.ts';
import { slowOrCut } from '../../../../src/core/lint/rules/slow-or-cut.ts';
import { stateGuessable } from '../../../../src/core/lint/rules/state-guessable.ts';
import { status } from '../../../../src/core/lint/rules/status.ts';
import { tooBig } from '../../../../src/core/lint/rules/too-big.ts';
import { unattendedLimit } from '../../../../src/core/lint/rules/unattended-limit.ts';
import { urlLong } from '../../../../src/core/lint/rules/url-long.ts';
import { decodeToken } from '../../../../src/core/tokens/decode-jwt.ts';
import { textAnswer } from '../../../fixtures/answers.ts';
import { profileOf } from '../../../fixtures/profiles.ts';
import { fakeToken } from '../../../fixtures/tokens.ts';
import { type Asked, ask } from './tables/ask.ts';

const NOW = 1_763_700_000;
const DAY = 86_400;

const token = (claims: object, endsAt?: number) => ({
  decoded: decodeToken(fakeToken({ alg: 'ES256' }, claims)),
  nowMs: NOW * 1000 + 999,
  expected: endsAt === undefined ? {} : { endsAt },
});
const answer = (code: number, change = {}) => ({ answer: textAnswer(code, '', change) });
const unread = (code: number) => ({
  ...answer(code),
  read: { kind: 'unexpected', json: undefined } as const,
});
const lives = (expires_in: number) => ({
  read: { kind: 'tokens', members: { expires_in }, json: {} } as const,
});
const query = (name: string, value: string) => ({
  request: { endpoint: '', url: '', parameters: [{ name, value }] },
});
const consent = (passedSeconds: number, alternatives?: number[]) => ({
  profile: {
    ...profileOf('oidc'),
    lifetimes: { consent: { seconds: 90 * DAY, ...(alternatives && { alternatives }) } },
  } as ReturnType<typeof profileOf>,
  consentGivenAtMs: 0,
  nowMs: passedSeconds * 1000,
});

describe('each number in a rule, from both sides', () => {
  it.each<[string, Asked, string[]]>([
    ['JW15 the second before exp', ask(expired, token({ exp: NOW + 1 })), []],
    ['JW15 the second of exp', ask(expired, token({ exp: NOW })), ['warn']],
    ['JW15 within tolerance', ask(expired, token({ exp: NOW - 59 })), ['warn']],
    ['JW15 beyond tolerance', ask(expired, token({ exp: NOW - 60 })), ['error']],
    ['JW18 the second of nbf', ask(notYetValid, token({ nbf: NOW })), []],
    ['JW18 the second before nbf', ask(notYetValid, token({ nbf: NOW + 1 })), ['warn']],
    ['JW18 within tolerance', ask(notYetValid, token({ nbf: NOW + 60 })), ['warn']],
    ['JW18 beyond tolerance', ask(notYetValid, token({ nbf: NOW + 61 })), ['error']],
    ['JW19 iat within tolerance', ask(datesDisagree, token({ iat: NOW + 60 })), []],
    ['JW19 iat beyond tolerance', ask(datesDisagree, token({ iat: NOW + 61 })), ['warn']],
    ['JW19 iat just before exp', ask(datesDisagree, token({ iat: 5, exp: 6 })), []],
    ['JW19 iat with exp', ask(datesDisagree, token({ iat: 6, exp: 6 })), ['warn']],
    ['JW19 exp near the end', ask(datesDisagree, token({ exp: 160 }, 100)), []],
    ['JW19 exp before the end', ask(datesDisagree, token({ exp: 39 }, 100)), ['warn']],
    ['JW19 exp behind the end', ask(datesDisagree, token({ exp: 161 }, 100)), ['warn']],
    ['JW17 the last second', ask(dateInMs, token({ exp: 99_999_999_999 })), []],
    ['JW17 the first millisecond', ask(dateInMs, token({ exp: 100_000_000_000 })), ['warn']],
    ['JW24 just below', ask(tooBig, { token: 'x'.repeat(8191) }), []],
    ['JW24 just there', ask(tooBig, { token: 'x'.repeat(8192) }), ['warn']],
    ['AP15 a minute', ask(codeAgeing, { purpose: 'exchange', codeAgeMs: 60_000 }), []],
    ['AP15 more', ask(codeAgeing, { purpose: 'exchange', codeAgeMs: 60_001 }), ['warn']],
    ['AP15 ten minutes', ask(codeAgeing, { purpose: 'exchange', codeAgeMs: 600_000 }), ['warn']],
    ['AP15 dead', ask(codeAgeing, { purpose: 'exchange', codeAgeMs: 600_001 }), ['error']],
    ['AP15 of a refresh', ask(codeAgeing, { purpose: 'refresh', codeAgeMs: 600_001 }), []],
    ['AP23 just before', ask(responseOverdue, { openedAtMs: 1, nowMs: 900_000 }), []],
    ['AP23 fifteen minutes', ask(responseOverdue, { openedAtMs: 1, nowMs: 900_001 }), ['info']],
    ['TR01 299', ask(redirected, answer(299)), []],
    ['TR01 300', ask(redirected, answer(300)), ['error']],
    ['TR01 399', ask(redirected, answer(399)), ['error']],
    ['TR01 400', ask(redirected, answer(400)), []],
    ['TR06 199', ask(status, answer(199)), []],
    ['TR06 200', ask(status, answer(200)), []],
    ['TR06 201', ask(status, answer(201)), [status.severity]],
    ['TR06 299', ask(status, answer(299)), [status.severity]],
    ['TR06 300', ask(status, answer(300)), []],
    ['TR13 30 seconds', ask(expiresInImplausible, lives(30)), []],
    ['TR13 29 seconds', ask(expiresInImplausible, lives(29)), ['warn']],
    ['TR13 a year', ask(expiresInImplausible, lives(365 * DAY)), []],
    ['TR13 more than a year', ask(expiresInImplausible, lives(365 * DAY + 1)), ['warn']],
    ['TR21 20 seconds', ask(slowOrCut, answer(200, { durationMs: 20_000 })), []],
    ['TR21 more', ask(slowOrCut, answer(200, { durationMs: 20_001 })), ['error']],
    ['TR21 cut', ask(slowOrCut, answer(200, { cut: true })), ['error']],
    ['TE02 399', ask(errorNotJson, unread(399)), []],
    ['TE02 400', ask(errorNotJson, unread(400)), ['warn']],
    ['TE02 429', ask(errorNotJson, unread(429)), []],
    ['TE02 499', ask(errorNotJson, unread(499)), ['warn']],
    ['TE02 500', ask(errorNotJson, unread(500)), []],
    ['TE04 429', ask(overloaded, answer(429)), ['warn']],
    ['TE04 503', ask(overloaded, answer(503)), ['warn']],
    ['TE04 500', ask(overloaded, answer(500)), []],
    ['TE05 499', ask(serverFault, unread(499)), []],
    ['TE05 500', ask(serverFault, unread(500)), [serverFault.severity]],
    ['TE05 503', ask(serverFault, unread(503)), []],
    [
      'AQ20 just below',
      ask(urlLong, { request: { url: 'x'.repeat(1999), parameters: [], endpoint: '' } }),
      [],
    ],
    [
      'AQ20 just there',
      ask(urlLong, { request: { url: 'x'.repeat(2000), parameters: [], endpoint: '' } }),
      ['warn'],
    ],
    ['AQ07 128 bits of hex', ask(stateGuessable, query('state', '0123456789abcdef'.repeat(2))), []],
    [
      'AQ07 124 bits of hex',
      ask(stateGuessable, query('state', '0123456789abcdef'.repeat(2).slice(1))),
      ['warn'],
    ],
    [
      'AQ07 as many of capitals',
      ask(stateGuessable, query('state', '0123456789ABCDEF'.repeat(2).slice(1))),
      ['warn'],
    ],
    [
      'AQ07 a UUID',
      ask(stateGuessable, query('state', '01234567-89ab-cdef-0123-456789abcdef')),
      [],
    ],
    [
      'AQ07 25 of small letters',
      ask(stateGuessable, query('state', 'qwertyuiopasdfghjklzxcvbn')),
      [],
    ],
    [
      'AQ07 24 of small letters',
      ask(stateGuessable, query('state', 'qwertyuiopasdfghjklzxcvb')),
      ['warn'],
    ],
    ['AQ07 22 of both cases', ask(stateGuessable, query('state', 'QwertyuiopasdfghjklzxC')), []],
    [
      'AQ07 21 of both cases',
      ask(stateGuessable, query('state', 'Qwertyuiopasdfghjklzx')),
      ['warn'],
    ],
    ['AQ07 39 digits', ask(stateGuessable, query('state', '01234'.repeat(8).slice(1))), []],
    ['AQ07 38 digits', ask(stateGuessable, query('state', '01234'.repeat(8).slice(2))), ['warn']],
    ['AQ07 of four digits', ask(stateGuessable, query('state', '0123'.repeat(10))), ['warn']],
    ['AQ07 of eight characters', ask(stateGuessable, query('state', '0123abcd'.repeat(4))), []],
    [
      'AQ07 of seven characters',
      ask(stateGuessable, query('state', '0123abc'.repeat(5))),
      ['warn'],
    ],
    ['AQ07 none', ask(stateGuessable, query('state', '')), []],
    [
      'AQ23 just before its end',
      ask(parRequestUriStale, {
        ...query('request_uri', 'u'),
        history: { requestUriEndsAtMs: 10 },
        nowMs: 9,
      } as never),
      [],
    ],
    [
      'AQ23 at its end',
      ask(parRequestUriStale, {
        ...query('request_uri', 'u'),
        history: { requestUriEndsAtMs: 10 },
        nowMs: 10,
      } as never),
      ['error'],
    ],
    ['PS09 eight days before', ask(refreshWindow, consent(83 * DAY - 1)), []],
    ['PS09 seven days before', ask(refreshWindow, consent(83 * DAY)), ['warn']],
    ['PS09 the last second', ask(refreshWindow, consent(90 * DAY - 1)), ['warn']],
    ['PS09 the end', ask(refreshWindow, consent(90 * DAY)), ['error']],
    [
      'PS09 the end, where it may be later',
      ask(refreshWindow, consent(90 * DAY, [180 * DAY])),
      ['warn'],
    ],
    ['PS09 the last end', ask(refreshWindow, consent(180 * DAY, [180 * DAY])), ['error']],
    ['PS09 before the shortest', ask(refreshWindow, consent(23 * DAY, [30 * DAY])), ['warn']],
    [
      'PS17 the third read',
      ask(unattendedLimit, { profile: profileOf('oidc'), readsToday: 3 }),
      [],
    ],
    [
      'PS17 the fourth read',
      ask(unattendedLimit, { profile: profileOf('oidc'), readsToday: 4 }),
      ['info'],
    ],
  ])('%s', (_where, asked, severities) => {
    expect(asked()).toEqual(severities);
  });
});
