import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintToken } from '../../../../src/core/lint/lint-token.ts';
import { decodeToken } from '../../../../src/core/tokens/decode-jwt.ts';
import {
  encodeText,
  fakeToken,
  RFC7515_A1,
  RFC7515_A2,
  RFC7519_6_1,
  RFC7519_EXP,
} from '../../../fixtures/tokens.ts';

const NOW = 1_763_700_000;

function lint(token: string, now = NOW) {
  return lintToken(token, decodeToken(token), now * 1000);
}

const HEADER = { alg: 'ES256', typ: 'at+jwt' };
const CLAIMS = { iss: 'https://bank.example', iat: NOW - 60, nbf: NOW - 60, exp: NOW + 3600 };
const token = (claims: object, header: object = {}) =>
  fakeToken({ ...HEADER, ...header }, { ...CLAIMS, ...claims });

it('says of a sound token only that nobody verified it', () => {
  expect(lint(token({}))).toMatchObject([{ id: 'JW11', severity: 'info', facts: ['ES256'] }]);
});

it('says of a token printed in RFC 7515 A.2 that it expired long ago', () => {
  expect(lint(RFC7515_A2).map(({ id }) => id)).toEqual(['JW11', 'JW15']);
  expect(lint(RFC7515_A2, RFC7519_EXP - 1).map(({ id }) => id)).toEqual(['JW11']);
});

describe('findings', () => {
  it.each<[string, string, object]>([
    ['JW01: an opaque token', 'FAKE-opaque', { id: 'JW01', severity: 'info', facts: ['11'] }],
    [
      'JW02: an encrypted token',
      `${encodeText('{"alg":"RSA-OAEP","enc":"A256GCM"}')}.FAKE.FAKE.FAKE.FAKE`,
      { id: 'JW02', severity: 'info', facts: ['RSA-OAEP', 'A256GCM'] },
    ],
    [
      'JW03: padding, with its place in the whole token',
      RFC7515_A2.replace('.eyJpc3Mi', '=.eyJpc3Mi'),
      { id: 'JW03', severity: 'error', facts: ['header', '21', '='] },
    ],
    [
      'JW03: a line break',
      `${RFC7515_A2}\n`,
      { id: 'JW03', facts: ['signature', expect.any(String), '\\u000a'] },
    ],
    [
      'JW03: bits behind the last byte',
      RFC7519_6_1.replace('eyJhbGciOiJub25lIn0', 'eyJhbGciOiJub25lIn1'),
      { id: 'JW03', facts: ['header', '19', '1'] },
    ],
    [
      'JW04: claims that are no JSON',
      `${encodeText('{"alg":"ES256"}')}.${encodeText('{')}.`,
      { id: 'JW04', severity: 'error', facts: ['claims', 'JSON'] },
    ],
    [
      'JW04: claims that are a list',
      `${encodeText('{"alg":"ES256"}')}.${encodeText('[]')}.`,
      { id: 'JW04', facts: ['claims', '{ }'] },
    ],
    [
      'JW04: claims that are no UTF-8',
      `${encodeText('{"alg":"ES256"}')}.eyJhIjoi_yJ9.`,
      { id: 'JW04', facts: ['claims', 'UTF-8'] },
    ],
    [
      'JW06: the unsecured token of RFC 7519 §6.1',
      RFC7519_6_1,
      { id: 'JW06', severity: 'error', facts: ['none'] },
    ],
    ['JW06: none in another case', token({}, { alg: 'nOnE' }), { id: 'JW06', facts: ['nOnE'] }],
    ['JW07: a shared secret', RFC7515_A1, { id: 'JW07', severity: 'warn', facts: ['HS256'] }],
    [
      'JW08: an extension that nobody knows',
      token({}, { crit: ['exp'], exp: 1 }),
      { id: 'JW08', severity: 'error', facts: ['exp'] },
    ],
    [
      'JW08: a name that is not in the header',
      token({}, { crit: ['b64'] }),
      { id: 'JW08', facts: ['b64'] },
    ],
    [
      'JW08: a name twice',
      token({}, { crit: ['b64', 'b64'], b64: true }),
      { id: 'JW08', facts: ['b64'] },
    ],
    ['JW08: an empty list', token({}, { crit: [] }), { id: 'JW08', facts: ['[]'] }],
    ['JW08: no list', token({}, { crit: 'b64', b64: true }), { id: 'JW08', facts: ['"b64"'] }],
    ['JW08: a name that every object has', token({}, { crit: ['toString'] }), { id: 'JW08' }],
    [
      'JW10: a key brought along',
      token({}, { jwk: {} }),
      { id: 'JW10', severity: 'warn', facts: ['jwk'] },
    ],
    [
      'JW10: an address of a key',
      token({}, { jku: 'https://evil.example' }),
      { id: 'JW10', facts: ['jku'] },
    ],
    ['JW14: no exp', token({ exp: undefined }), { id: 'JW14', severity: 'warn' }],
    [
      'JW15: expired',
      token({ iat: NOW - 200, exp: NOW - 61 }),
      {
        id: 'JW15',
        severity: 'error',
        facts: ['2025-11-21T04:38:59Z', '2025-11-21T04:40:00Z', '60'],
      },
    ],
    [
      'JW15: expired, inside the tolerance',
      token({ exp: NOW }),
      {
        id: 'JW15',
        severity: 'warn',
        facts: ['2025-11-21T04:40:00Z', '2025-11-21T04:40:00Z', '60'],
      },
    ],
    [
      'JW15: expired, in milliseconds',
      token({ iat: undefined, exp: (NOW - 100) * 1000 }),
      { id: 'JW15' },
    ],
    [
      'JW16: a date in text',
      token({ exp: '2026-01-01' }),
      { id: 'JW16', severity: 'error', facts: ['exp', '"2026-01-01"'] },
    ],
    ['JW16: a date that is null', token({ nbf: null }), { id: 'JW16', facts: ['nbf', 'null'] }],
    [
      'JW17: milliseconds, shown both ways',
      token({ exp: (NOW + 60) * 1000 }),
      {
        id: 'JW17',
        severity: 'warn',
        facts: ['exp', '1763700060000', '2025-11-21T04:41:00Z', '+057859-06-07T03:20:00Z'],
      },
    ],
    ['JW17: a number outside the calendar', token({ iat: undefined, exp: 1e300 }), { id: 'JW17' }],
    [
      'JW18: good only later',
      token({ nbf: NOW + 61 }),
      {
        id: 'JW18',
        severity: 'error',
        facts: ['2025-11-21T04:41:01Z', '2025-11-21T04:40:00Z', '60'],
      },
    ],
    ['JW18: good in a moment', token({ nbf: NOW + 60 }), { id: 'JW18', severity: 'warn' }],
    [
      'JW19: issued in the future',
      token({ iat: NOW + 61 }),
      {
        id: 'JW19',
        severity: 'warn',
        facts: ['iat', '2025-11-21T04:41:01Z', 'now', '2025-11-21T04:40:00Z'],
      },
    ],
    ['JW19: issued after it expired', token({ iat: NOW - 10, exp: NOW - 20 }), { id: 'JW19' }],
    [
      'JW24: too long for a header',
      token({ x: 'x'.repeat(8192) }),
      { id: 'JW24', severity: 'warn' },
    ],
  ])('%s', (_what, text, finding) => {
    expect(lint(text)).toContainEqual(expect.objectContaining(finding));
  });

  it.each<[string, string, string[]]>([
    ['an opaque token', 'FAKE-opaque', ['JW01']],
    [
      'an encrypted token',
      `${encodeText('{"alg":"dir","enc":"A128GCM"}')}..FAKE.FAKE.FAKE`,
      ['JW02'],
    ],
    ['an extension that is known', token({}, { crit: ['b64'], b64: true }), ['JW11']],
    ['a clock that runs a little ahead', token({ iat: NOW + 60 }), ['JW11']],
    ['a date in text, which is not also missing', token({ exp: 'x' }), ['JW11', 'JW16']],
    ['a token just short enough', `${'F'.repeat(8191)}`, ['JW01']],
    [
      'claims that cannot be read, which lack no exp',
      `${encodeText('{"alg":"ES256"}')}.${encodeText('{')}.`,
      ['JW04', 'JW11'],
    ],
  ])('of %s are no more than these', (_what, text, ids) => {
    expect(lint(text).map(({ id }) => id)).toEqual(ids);
  });

  it('hold no part of the signature', () => {
    const findings = lint(token({ exp: NOW - 100, nbf: 'x' }, { crit: 1, jwk: {}, alg: 'HS256' }));
    expect(findings.length).toBeGreaterThan(4);
    expect(JSON.stringify(findings)).not.toContain(encodeText('FAKE-signature'));
  });
});

it('never throws, whatever header and claims', () => {
  const claims = fc.dictionary(
    fc.constantFrom('exp', 'iat', 'nbf', 'auth_time', 'alg', 'crit', 'jwk', 'enc', 'b64'),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(claims, claims, fc.maxSafeInteger(), (header, body, now) => {
      expect(Array.isArray(lint(fakeToken(header, body), now))).toBe(true);
      expect(Array.isArray(lint(`${encodeText(JSON.stringify(header))}.a.b.c.d`, now))).toBe(true);
    }),
  );
});
