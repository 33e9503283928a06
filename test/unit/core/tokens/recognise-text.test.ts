import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recogniseText } from '../../../../src/core/tokens/recognise-text.ts';
import { RFC7515_A2 } from '../../../fixtures/tokens.ts';

const token = { decoded: { kind: 'jwt', header: { alg: 'RS256' } }, token: RFC7515_A2 };

describe('pasted text', () => {
  it.each([
    ['nothing', ' \n ', { kind: 'empty' }],
    ['only quotes', '""', { kind: 'empty' }],
    ['a bare token', RFC7515_A2, { kind: 'token', tokens: [{ ...token, name: '' }] }],
    ['a token in quotes', `"${RFC7515_A2}",`, { kind: 'token', tokens: [token] }],
    ['an Authorization header', `Authorization: Bearer ${RFC7515_A2}`, { tokens: [token] }],
    ['a scheme and a token', `DPoP ${RFC7515_A2}`, { tokens: [token] }],
    ['a token broken into lines', RFC7515_A2.replace(/(.{60})/g, '$1\n  '), { tokens: [token] }],
    [
      'a JSON answer',
      JSON.stringify({ access_token: RFC7515_A2, refresh_token: 'FAKE-rt', scope: 'aisp' }),
      {
        kind: 'json',
        tokens: [
          { ...token, name: 'access_token' },
          { name: 'refresh_token', decoded: { kind: 'opaque' } },
        ],
      },
    ],
    [
      'a redirect URL',
      'https://tpp.example/cb?code=FAKE-code&state=s#x=1',
      {
        kind: 'url',
        landedOn: 'https://tpp.example/cb',
        parameters: [{ name: 'code' }, { name: 'state' }, { name: 'x' }],
        tokens: [{ name: 'code' }],
      },
    ],
    [
      'a URL with a token in its fragment',
      `https://tpp.example/cb#id_token=${RFC7515_A2}`,
      { kind: 'url', tokens: [{ ...token, name: 'id_token' }] },
    ],
  ])('recognises %s', (_what, pasted, expected) => {
    expect(recogniseText(pasted)).toMatchObject(expected);
  });

  it('never throws', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
    );
    fc.assert(
      fc.property(pieces, fc.string({ unit: 'binary', maxLength: 4 }), (text, edge) => {
        for (const pasted of [text, edge + text, `Bearer ${text}`]) {
          expect(['empty', 'url', 'json', 'token']).toContain(recogniseText(pasted).kind);
        }
      }),
    );
  });
});
