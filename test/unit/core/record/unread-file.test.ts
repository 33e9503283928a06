import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeUnreadFile } from '../../../../src/core/record/unread-file.ts';

const AT = { version: '0.0.0', at: '2026-11-22T00:00:00.000Z' };
const SECRET = 'FAKEsecretVALUE0123456789';

function written(value: unknown): string {
  return writeUnreadFile([{ id: 'flows/f1', text: JSON.stringify(value) }], AT);
}

describe('a file of what could not be read', () => {
  it('holds each entry by its place, and what stood in it', () => {
    const entries = [
      { id: 'flows/f1', text: '{"flowId":"f1","happening":{"kind":"dreamt"}}' },
      { id: 'clients/1', text: '"cut o' },
    ];
    expect(JSON.parse(writeUnreadFile(entries, AT))).toEqual({
      format: 'psd2-oauth-unread',
      ...AT,
      unread: [
        { id: 'flows/f1', value: { flowId: 'f1', happening: { kind: 'dreamt' } } },
        { id: 'clients/1', value: '"cut o' },
      ],
    });
  });

  it.each([
    ['a member', { client_secret: SECRET }],
    ['a parameter', { parameters: [{ name: 'code', value: SECRET }] }],
    [
      'a header',
      {
        headers: [
          ['Authorization', `Basic ${SECRET}`],
          ['set-cookie', `sid=${SECRET}`],
        ],
      },
    ],
    ['a private key', { kty: 'EC', d: SECRET }],
    ['PEM', { text: `-----BEGIN PRIVATE KEY-----${SECRET}-----END PRIVATE KEY-----` }],
    ['a query', { url: `https://bank.example/?access_token=${SECRET}` }],
    ['JSON within JSON', { body: JSON.stringify({ refresh_token: SECRET }) }],
    ['a list', { password: [SECRET] }],
    ['a JWT', { text: `eyJ${SECRET}.eyJ${SECRET}.${SECRET}` }],
  ])('has no secret in it that stands in %s', (_where, value) => {
    expect(written(value)).not.toContain(SECRET);
  });

  it('keeps the marks of secrets that are known', () => {
    const mark = '{{access_token#0badcafe}}';
    expect(written({ access_token: mark, name: 'state', value: mark })).toContain(mark);
  });

  it('is JSON, whatever stood there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.json(), (text, json) => {
        const entries = [text, json].map((one) => ({ id: one, text: one }));
        expect(JSON.parse(writeUnreadFile(entries, AT)).unread).toHaveLength(2);
      }),
    );
  });
});
