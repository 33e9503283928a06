import fc from 'fast-check';
import { compactVerify, importJWK } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { DEEPEST, decodeToken, textOfPart } from '../../../../src/core/tokens/decode-jwt.ts';
import {
  encodeText,
  fakeToken,
  RFC7515_A1,
  RFC7515_A1_KEY,
  RFC7515_A2,
  RFC7515_A2_KEY,
  RFC7519_6_1,
  RFC7519_EXP,
} from '../../../fixtures/tokens.ts';

// Thousands of generated texts take longer on a machine that does much else.
vi.setConfig({ testTimeout: 30_000 });

const CLAIMS = { iss: 'joe', exp: RFC7519_EXP, 'http://example.com/is_root': true };

describe('tokens printed in the RFCs', () => {
  it.each([
    ['RFC 7515 A.1', RFC7515_A1, { typ: 'JWT', alg: 'HS256' }],
    ['RFC 7515 A.2', RFC7515_A2, { alg: 'RS256' }],
    ['RFC 7519 §6.1', RFC7519_6_1, { alg: 'none' }],
  ])('reads header and claims of %s', (_which, token, header) => {
    expect(decodeToken(token)).toMatchObject({ kind: 'jwt', header, claims: CLAIMS });
  });

  it.each([
    ['RFC 7515 A.1', RFC7515_A1, RFC7515_A1_KEY, 'HS256'],
    ['RFC 7515 A.2', RFC7515_A2, RFC7515_A2_KEY, 'RS256'],
  ])('the fixture of %s is typed rightly: jose verifies it', async (_which, token, key, alg) => {
    const { payload } = await compactVerify(token, await importJWK(key, alg));
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(CLAIMS);
  });
});

describe('what a token is', () => {
  it.each([
    ['text without dots is opaque', 'FAKEopaque0123', { kind: 'opaque', length: 14 }],
    ['three parts that are no JSON are opaque', 'www.bank.example', { kind: 'opaque' }],
    ['five parts are an encrypted token', `${encodeText('{"alg":"dir"}')}....`, { kind: 'jwe' }],
    ['six parts are opaque', `${encodeText('{}')}.a.b.c.d.e`, { kind: 'opaque' }],
    ['a header alone is opaque', encodeText('{"alg":"ES256"}'), { kind: 'opaque' }],
    ['two parts without a header are opaque', 'eyJhbGc.eyJz', { kind: 'opaque' }],
    ['a header may begin with a blank', `${encodeText('{ "alg":"x"}')}.e30.`, { kind: 'jwt' }],
    [
      'a header may begin with a line break',
      `${encodeText('{\n"alg":"x"}')}.e30.`,
      { kind: 'jwt' },
    ],
    ['no list is a header', `${encodeText('["alg","x"]')}.e30.`, { kind: 'opaque' }],
    ['what begins before the header is opaque', ` ${RFC7519_6_1}`, { kind: 'opaque' }],
    ['four parts are opaque', `${encodeText('{}')}.a.b.c`, { kind: 'opaque' }],
  ])('%s', (_behaviour, token, expected) => {
    expect(decodeToken(token)).toMatchObject(expected);
  });
});

describe('faults in parts', () => {
  it('gives the readable claims beside a part that is no base64url', () => {
    const [header, claims] = RFC7515_A2.split('.');
    const decoded = decodeToken(`${header}.${claims}=.`);
    expect(decoded).toMatchObject({ claims: CLAIMS });
    expect(decoded.kind === 'jwt' && decoded.parts[1]?.fault).toEqual({
      kind: 'base64url',
      fault: { kind: 'illegal_character', position: claims?.length, character: '=' },
    });
  });

  it.each([
    ['claims that are no JSON', encodeText('{"a":'), 'not_json'],
    ['claims that are a list', encodeText('[1]'), 'not_an_object'],
    ['claims that are no UTF-8', 'eyJhIjoi_yJ9', 'not_utf8'],
    ['claims that are null', encodeText('null'), 'not_an_object'],
    ['claims that are a number', encodeText('1'), 'not_an_object'],
    ['claims behind a byte order mark', encodeText('\uFEFF{"a":1}'), 'not_json'],
    ['claims that are nothing', '', 'not_json'],
    [
      'claims too deep',
      encodeText(`{"a":${'['.repeat(DEEPEST)}${']'.repeat(DEEPEST)}}`),
      'too_deep',
    ],
  ])('names %s', (_what, claims, kind) => {
    const decoded = decodeToken(`${encodeText('{"alg":"ES256"}')}.${claims}.`);
    expect(decoded.kind === 'jwt' && decoded.parts[1]?.fault).toEqual({ kind });
  });

  it.each<[string, string]>([
    ['just deep enough', `{"a":${'['.repeat(DEEPEST - 1)}${']'.repeat(DEEPEST - 1)}}`],
    ['with many brackets beside each other', `{"a":[${'[],'.repeat(DEEPEST)}1]}`],
    ['with brackets in a text', `{"a":"\\"${'['.repeat(DEEPEST + 9)}"}`],
  ])('has none in claims that are %s', (_what, json) => {
    const decoded = decodeToken(`${encodeText('{"alg":"ES256"}')}.${encodeText(json)}.`);
    expect(decoded.kind === 'jwt' && decoded.parts[1]?.fault).toBeUndefined();
    expect(decoded).toMatchObject({ claims: { a: expect.anything() } });
  });

  it('says what is missing of a token that was cut', () => {
    const cut = `${encodeText('{"alg":"ES256"}')}.${encodeText('{"sub":"x"}')}`;
    const end = cut.length;
    expect(decodeToken(cut)).toMatchObject({
      kind: 'jwt',
      claims: { sub: 'x' },
      parts: [{}, {}, { name: 'signature', start: end, end, fault: { kind: 'missing' } }],
    });
  });

  it.each([
    ['a+b', { kind: 'illegal_character', position: 1, character: '+' }],
    ['abcde', { kind: 'impossible_length', position: 4 }],
    ['ab', { kind: 'stray_bits', position: 1 }],
    ['aQ', undefined],
    ['', undefined],
  ])('says what is wrong with the signature %j', (signature, fault) => {
    const decoded = decodeToken(`${encodeText('{"alg":"ES256"}')}.e30.${signature}`);
    const found = decoded.kind === 'jwt' ? decoded.parts[2]?.fault : undefined;
    expect(found).toEqual(fault && { kind: 'base64url', fault });
  });

  it('names the parts of an encrypted token, and gives the text of any part', () => {
    const token = `${encodeText('{"alg":"dir"}')}.aa.bb.cc.dd`;
    const decoded = decodeToken(token);
    const parts = decoded.kind === 'jwe' ? decoded.parts : [];
    expect(parts.map(({ name }) => name)).toEqual([
      'header',
      'encrypted_key',
      'iv',
      'ciphertext',
      'tag',
    ]);
    expect(parts[0] && textOfPart(token, parts[0])).toBe('{"alg":"dir"}');
    expect(textOfPart('a*b', { name: 'tag', start: 0, end: 3 })).toBeUndefined();
  });

  it('says where each part stands in the token', () => {
    const token = fakeToken({ alg: 'ES256' }, { sub: 'x' });
    const decoded = decodeToken(token);
    const parts = decoded.kind === 'jwt' ? decoded.parts : [];
    expect(parts.map(({ start, end }) => token.slice(start, end))).toEqual(token.split('.'));
  });

  it('keeps a claim called __proto__ an ordinary claim', () => {
    const token = `${encodeText('{"alg":"ES256"}')}.${encodeText('{"__proto__":{"exp":1}}')}.`;
    const decoded = decodeToken(token);
    const claims = decoded.kind === 'jwt' ? decoded.claims : undefined;
    expect(Object.keys(claims ?? {})).toEqual(['__proto__']);
    expect(claims?.exp).toBeUndefined();
  });
});

it('never throws, whatever the text', () => {
  const anyPart = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json().map(encodeText),
    fc.base64String(),
  );
  fc.assert(
    fc.property(fc.array(anyPart, { maxLength: 6 }), (parts) => {
      const token = parts.join('.');
      for (const text of [token, `ey${token}`]) {
        expect(['jwt', 'jwe', 'opaque']).toContain(decodeToken(text).kind);
      }
    }),
  );
});
