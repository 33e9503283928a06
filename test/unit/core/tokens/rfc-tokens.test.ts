import { createHash } from 'node:crypto';
import { compactDecrypt, compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { decodeToken } from '../../../../src/core/tokens/decode-jwt.ts';
import { recogniseText } from '../../../../src/core/tokens/recognise-text.ts';
import * as encrypted from '../../../fixtures/encrypted-tokens.ts';
import * as rfc from '../../../fixtures/rfc-tokens.ts';
import {
  encodeText,
  RFC7515_A2,
  RFC7515_A3,
  RFC7515_A3_KEY,
  RFC7515_A4,
  RFC7515_A4_KEY,
} from '../../../fixtures/tokens.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

it.each([
  ['RFC 7515 A.3', RFC7515_A3, RFC7515_A3_KEY, 'ES256'],
  ['RFC 7515 A.4', RFC7515_A4, RFC7515_A4_KEY, 'ES512'],
  ['RFC 9901 §5.1, the issuer', rfc.RFC9901_ISSUER_JWT, rfc.RFC9901_KEYS.issuer, 'ES256'],
  ['RFC 9901 §5.2, the holder', rfc.RFC9901_KEY_BINDING_JWT, rfc.RFC9901_KEYS.holder, 'ES256'],
])('the fixture of %s is typed rightly: jose verifies it', async (_which, token, key, alg) => {
  const { payload } = await compactVerify(token, await importJWK(key, alg));
  expect(text(payload).length).toBeGreaterThan(6);
});

it('the fixture of RFC 7516 A.3 is typed rightly: jose decrypts it', async () => {
  const key = await importJWK(encrypted.RFC7516_A3_KEY, 'A128KW');
  const { plaintext } = await compactDecrypt(encrypted.RFC7516_A3, key);
  expect(text(plaintext)).toBe('Live long and prosper.');
});

describe('tokens printed in the RFCs', () => {
  it.each([
    ['RFC 7516 A.1', encrypted.RFC7516_A1, { alg: 'RSA-OAEP', enc: 'A256GCM' }],
    ['RFC 7516 A.2', encrypted.RFC7516_A2, { alg: 'RSA1_5', enc: 'A128CBC-HS256' }],
    ['RFC 7516 A.3', encrypted.RFC7516_A3, { alg: 'A128KW', enc: 'A128CBC-HS256' }],
  ])('%s is read as an encrypted one, without a fault', (_which, token, header) => {
    const decoded = decodeToken(token);
    expect(decoded).toMatchObject({ kind: 'jwe', header });
    const parts = decoded.kind === 'jwe' ? decoded.parts : [];
    expect(parts.map(({ name, fault }) => [name, fault])).toEqual(
      ['header', 'encrypted_key', 'iv', 'ciphertext', 'tag'].map((name) => [name, undefined]),
    );
    expect(parts.map(({ start, end }) => token.slice(start, end))).toEqual(token.split('.'));
  });

  it('RFC 7515 A.4 has claims that are no JSON, and its header is read all the same', () => {
    const decoded = decodeToken(RFC7515_A4);
    expect(decoded).toMatchObject({ kind: 'jwt', header: { alg: 'ES512' } });
    expect(decoded.kind === 'jwt' && decoded.parts[1]?.fault).toEqual({ kind: 'not_json' });
  });

  it('RFC 7515 A.6, two signatures in JSON, is read as two tokens', () => {
    const recognised = recogniseText(rfc.RFC7515_A6);
    const tokens = recognised.kind === 'empty' ? [] : recognised.tokens;
    expect(tokens.map(({ token }) => token)).toEqual([RFC7515_A2, RFC7515_A3]);
  });

  it('RFC 9068 is read', () => {
    expect(decodeToken(rfc.RFC9068_EXAMPLE)).toMatchObject({
      kind: 'jwt',
      header: { typ: 'at+JWT' },
      claims: { client_id: 's6BhdRkqt3', exp: 1639528912 },
    });
  });

  it('RFC 9901 §5.2 is read with its disclosures and its key binding', () => {
    const recognised = recogniseText(rfc.RFC9901_PRESENTATION);
    const [token, keyBinding] = recognised.kind === 'empty' ? [] : recognised.tokens;
    expect(token).toMatchObject({
      token: rfc.RFC9901_PRESENTATION,
      decoded: { kind: 'jwt', header: { typ: 'example+sd-jwt' }, claims: { sub: 'user_42' } },
      sd: {
        disclosures: [
          { content: { salt: 'eluV5Og3gSNII8EYnsxA_A', name: 'family_name', value: 'Doe' } },
          { content: { name: 'address', value: { country: 'US' } } },
          { content: { name: 'given_name', value: 'John' } },
          { content: { salt: 'lklxF5jMYlGTPUovMNIvCA', value: 'US' } },
        ],
      },
    });
    expect(keyBinding).toMatchObject({
      name: 'kb+jwt',
      token: rfc.RFC9901_KEY_BINDING_JWT,
      decoded: { kind: 'jwt', header: { typ: 'kb+jwt' }, claims: { nonce: '1234567890' } },
    });
    const parts = token?.decoded.kind === 'jwt' ? token.decoded.parts : [];
    expect(parts.map(({ start, end }) => rfc.RFC9901_PRESENTATION.slice(start, end))).toEqual([
      ...rfc.RFC9901_ISSUER_JWT.split('.'),
      ...rfc.RFC9901_PRESENTATION.split('~').slice(1),
    ]);
    for (const { text } of token?.sd?.disclosures ?? []) {
      const claims = JSON.stringify(token?.decoded.kind === 'jwt' && token.decoded.claims);
      expect(claims).toContain(createHash('sha256').update(text).digest('base64url'));
    }
  });

  it.each([
    ['no base64url', '*', 'base64url'],
    ['no JSON', encodeText('x'), 'not_json'],
    ['no list', encodeText('{"a":1}'), 'not_json'],
    ['four elements', encodeText('["s","n",1,2]'), 'not_json'],
  ])('a disclosure that is %s is a fault of that part', (_what, disclosure, kind) => {
    const recognised = recogniseText(`${rfc.RFC9901_ISSUER_JWT}~${disclosure}~`);
    const [token] = recognised.kind === 'empty' ? [] : recognised.tokens;
    expect(token?.decoded).toMatchObject({
      parts: [{}, {}, {}, { name: 'disclosure', fault: { kind } }],
    });
    expect(token?.sd?.disclosures).toEqual([{ text: disclosure }]);
  });
});
