import { expect, it } from 'vitest';
import { type ExpectedToken, lintToken } from '../../../../../src/core/lint/lint-token.ts';
import { decodeToken } from '../../../../../src/core/tokens/decode-jwt.ts';
import { RFC7516_A3 } from '../../../../fixtures/encrypted-tokens.ts';
import { RFC9068_EXAMPLE } from '../../../../fixtures/rfc-tokens.ts';
import {
  encodeText,
  fakeToken,
  RFC7515_A1,
  RFC7515_A2,
  RFC7519_6_1,
} from '../../../../fixtures/tokens.ts';
import { testTable } from './table.ts';

const NOW = 1_763_700_000;
const CLAIMS = { iss: 'https://bank.example', iat: NOW - 60, exp: NOW + 3600 };

const of =
  (token: string, expected: ExpectedToken = {}) =>
  () =>
    lintToken(token, decodeToken(token), NOW * 1000, expected);
/** A sound token with other claims and another header. */
const jwt = (claims: object, header: object = {}, expected: ExpectedToken = {}) =>
  of(fakeToken({ alg: 'ES256', ...header }, { ...CLAIMS, ...claims }), expected);
/** A token of these very texts. */
const raw = (header: string, claims: string) =>
  of(`${encodeText(header)}.${encodeText(claims)}.${encodeText('FAKE-signature')}`);

const sound = jwt({});
const opaque = of('FAKE-opaque');

testTable(
  'JW',
  25,
  {
    JW01: { raised: [['an opaque token', opaque]], silent: [['a JWT', sound]] },
    JW02: {
      raised: [['RFC 7516 A.3', of(RFC7516_A3)]],
      silent: [
        ['a JWT', sound],
        ['an opaque token', opaque],
      ],
    },
    JW03: {
      raised: [
        ['padding', of(RFC7515_A2.replace('.', '=.'))],
        ['a character of no alphabet', of(RFC7515_A2.replace('.', '*.'))],
        ['the alphabet of plain base64', of(RFC7515_A2.replace('_', '/'))],
        ['stray last bits', of(RFC7519_6_1.replace('0.', '1.'))],
        ['a length that no bytes have', of(`${RFC7519_6_1}A`)],
      ],
      silent: [
        ['a JWT', sound],
        ['RFC 7516 A.3', of(RFC7516_A3)],
      ],
    },
    JW04: {
      raised: [
        ['claims that are cut', raw('{"alg":"ES256"}', '{"a":')],
        ['claims that are a list', raw('{"alg":"ES256"}', '[1]')],
        ['a byte order mark', raw('{"alg":"ES256"}', '\uFEFF{}')],
        ['claims that are no UTF-8', of(`${encodeText('{"alg":"ES256"}')}.eyJhIjoi_yJ9.`)],
        ['a signature that is missing', of(RFC7519_6_1.slice(0, -1))],
        ['3,000 levels', raw('{"alg":"ES256"}', `{"a":${'['.repeat(3000)}${']'.repeat(3000)}}`)],
      ],
      silent: [
        ['a JWT', sound],
        ['1,000 levels', raw('{"alg":"ES256"}', `{"a":${'['.repeat(999)}${']'.repeat(999)}}`)],
        ['RFC 7516 A.3', of(RFC7516_A3)],
      ],
    },
    JW05: {
      raised: [
        ['a claim twice', raw('{"alg":"ES256"}', '{"sub":"a","sub":"b"}')],
        ['a claim twice, once escaped', raw('{"alg":"ES256"}', '{"sub":"a","\\u0073ub":"a"}')],
        ['a member twice inside a claim', raw('{"alg":"ES256"}', '{"cnf":{"jkt":"a","jkt":"b"}}')],
        ['a header member twice', raw('{"alg":"ES256","alg":"none"}', '{}')],
      ],
      silent: [
        ['one name at two levels', raw('{"alg":"ES256"}', '{"sub":"a","act":{"sub":"b"}}')],
        ['names in another case', raw('{"alg":"ES256"}', '{"sub":"a","Sub":"b"}')],
        ['claims that are no JSON', raw('{"alg":"ES256"}', '{"sub":"a","sub"')],
      ],
    },
    JW06: {
      raised: [
        ['RFC 7519 §6.1', of(RFC7519_6_1)],
        ['another case', jwt({}, { alg: 'NonE' })],
      ],
      silent: [['a signed token', sound]],
    },
    JW07: {
      raised: [['RFC 7515 A.1', of(RFC7515_A1)]],
      silent: [
        ['a signed token', sound],
        ['RFC 7515 A.2', of(RFC7515_A2)],
      ],
    },
    JW08: {
      raised: [
        ['a name that nobody knows', jwt({}, { crit: ['x'], x: 1 })],
        ['a name that is not there', jwt({}, { crit: ['b64'] })],
        ['an empty list', jwt({}, { crit: [] })],
      ],
      silent: [
        ['a known name', jwt({}, { crit: ['b64'], b64: true })],
        ['no crit', sound],
      ],
    },
    JW09: {
      raised: [['b64: false', jwt({}, { crit: ['b64'], b64: false })]],
      silent: [
        ['b64: true', jwt({}, { crit: ['b64'], b64: true })],
        ['no b64', sound],
      ],
    },
    JW10: {
      raised: (['jwk', 'jku', 'x5u', 'x5c'] as const).map((name) => [
        name,
        jwt({}, { [name]: 'https://evil.example' }),
      ]),
      silent: [['a key by its name', jwt({}, { kid: 'k', 'x5t#S256': 'x' })]],
    },
    JW11: {
      raised: [['any JWT', sound]],
      silent: [['an opaque token', opaque]],
    },
    JW14: {
      raised: [['no exp', jwt({ exp: undefined })]],
      silent: [
        ['exp', sound],
        ['claims that cannot be read', raw('{"alg":"ES256"}', '[')],
        ['an opaque token', opaque],
        ['a DPoP proof', jwt({ exp: undefined }, { typ: 'dpop+jwt' })],
      ],
    },
    JW15: {
      raised: [
        ['exp an hour ago', jwt({ iat: NOW - 7200, exp: NOW - 3600 })],
        ['exp now', jwt({ exp: NOW })],
      ],
      silent: [['exp in a second', jwt({ exp: NOW + 1 })]],
    },
    JW16: {
      raised: [
        ['text', jwt({ exp: '2026' })],
        ['null', jwt({ nbf: null })],
      ],
      silent: [
        ['numbers', sound],
        ['a fraction', jwt({ exp: NOW + 60.5 })],
      ],
    },
    JW17: {
      raised: [['milliseconds', jwt({ exp: (NOW + 60) * 1000 })]],
      silent: [['seconds', sound]],
    },
    JW18: {
      raised: [['nbf ahead', jwt({ nbf: NOW + 600 })]],
      silent: [['nbf now', jwt({ nbf: NOW })]],
    },
    JW19: {
      raised: [
        ['iat ahead', jwt({ iat: NOW + 600 })],
        ['iat behind exp', jwt({ iat: NOW - 10, exp: NOW - 20 })],
        ['another end than expires_in', jwt({}, {}, { endsAt: CLAIMS.exp - 61 })],
      ],
      silent: [
        ['iat in a moment', jwt({ iat: NOW + 60 })],
        ['an end near that of expires_in', jwt({}, {}, { endsAt: CLAIMS.exp - 60 })],
        ['no iat', jwt({ iat: undefined })],
      ],
    },
    JW20: {
      raised: [
        ['another issuer', jwt({}, {}, { issuer: 'https://other.example' })],
        ['a slash more', jwt({}, {}, { issuer: `${CLAIMS.iss}/` })],
      ],
      silent: [
        ['the issuer', jwt({}, {}, { issuer: CLAIMS.iss })],
        ['an issuer that nobody knows', sound],
        ['no iss', jwt({ iss: undefined }, {}, { issuer: CLAIMS.iss })],
      ],
    },
    JW21: {
      raised: [
        ['another API', jwt({ aud: 'https://a.example' }, {}, { audience: ['https://b.example'] })],
        ['other names', jwt({ aud: ['a', 1] }, {}, { audience: ['b'] })],
      ],
      silent: [
        ['its name among others', jwt({ aud: ['a', 'b'] }, {}, { audience: ['b', 'c'] })],
        [
          'an address at its host',
          jwt({ aud: 'https://b.example/' }, {}, { audience: ['https://b.example/v1'] }),
        ],
        [
          'a name, where an address is known',
          jwt({ aud: 'urn:a' }, {}, { audience: ['https://b.example'] }),
        ],
        ['no aud', jwt({}, {}, { audience: ['b'] })],
        ['an API that nobody knows', jwt({ aud: 'a' })],
      ],
    },
    JW22: {
      raised: [
        ['an ID token for an access token', jwt({ nonce: 'n' }, {}, { kind: 'access_token' })],
        ['the same, by at_hash', jwt({ at_hash: 'h' }, { typ: 'JWT' }, { kind: 'access_token' })],
        ['an access token for an ID token', of(RFC9068_EXAMPLE, { kind: 'id_token' })],
        ['a DPoP proof', jwt({}, { typ: 'dpop+jwt' }, { kind: 'id_token' })],
      ],
      silent: [
        ['an access token', of(RFC9068_EXAMPLE, { kind: 'access_token' })],
        ['one that does not say', jwt({}, {}, { kind: 'access_token' })],
        ['an ID token', jwt({ nonce: 'n' }, {}, { kind: 'id_token' })],
        ['a name that says nothing', jwt({ nonce: 'n' })],
        ['an opaque token', of('FAKE-opaque', { kind: 'access_token' })],
      ],
    },
    JW24: {
      raised: [['8 KB', of('F'.repeat(8192))]],
      silent: [['less', of('F'.repeat(8191))]],
    },
    JW25: {
      raised: [
        ['a mail address', jwt({ sub: 'nobody@mail.example' })],
        ['a name', jwt({ given_name: 'Jane' })],
        ['an IBAN, deep inside', jwt({ data: [{ account: 'FR76 3000 6000 0112 3456 7890 189' }] })],
      ],
      silent: [
        ['a number', jwt({ sub: '1234' })],
        ['what only looks like an IBAN', jwt({ ref: 'FR7630006000011234567890180' })],
        ['a name that is empty', jwt({ name: '' })],
        ['a flag', jwt({ email: true })],
      ],
    },
  },
  // They need a key.
  ['JW12', 'JW13', 'JW23'],
);

it('JW25 names the claims and none of their values', () => {
  const findings = jwt({ email: 'nobody@mail.example', x: { iban: 'FAKE' } })();
  expect(findings.find(({ id }) => id === 'JW25')?.facts).toEqual(['email, iban']);
});
