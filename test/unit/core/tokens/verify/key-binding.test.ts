import { X509Certificate } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, it } from 'vitest';
import { checkToken } from '../../../../../src/core/lint/check-token.ts';
import { decodeToken } from '../../../../../src/core/tokens/decode-jwt.ts';
import { readBinding } from '../../../../../src/core/tokens/verify/read-binding.ts';
import { makeCertificate } from '../../../../fixtures/certificates.ts';
import { fakeToken } from '../../../../fixtures/tokens.ts';
import { signer } from './signing.ts';

const read = async (text: string) => {
  const binding = await readBinding(text, crypto.subtle);
  return binding.ok ? binding.value : undefined;
};

async function check(cnf: unknown, text: string) {
  const token = fakeToken({ alg: 'RS256' }, { cnf });
  const means = { keys: [], binding: text === '' ? undefined : await read(text) };
  return checkToken(token, decodeToken(token), means, 0, crypto.subtle);
}

/** @see RFC 7638 §3.1 */
const RFC7638_KEY = {
  kty: 'RSA',
  n:
    '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECP' +
    'ebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY' +
    '368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0f' +
    'M4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
  e: 'AQAB',
  alg: 'RS256',
  kid: '2011-04-29',
};

describe('what a token may be bound to', () => {
  it('is the thumbprint of a key, as RFC 7638 prints it', async () => {
    expect(await read(JSON.stringify(RFC7638_KEY))).toEqual({
      member: 'jkt',
      thumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    });
  });

  it.each(['ES256', 'ES512', 'EdDSA', 'PS256', 'HS256'])(
    'is for %s the thumbprint that others make',
    async (alg) => {
      const { jwk } = await signer(alg);
      const thumbprint = await calculateJwkThumbprint(jwk);
      expect(await read(JSON.stringify({ ...jwk, use: 'sig' }))).toMatchObject({ thumbprint });
    },
  );

  it('is the thumbprint of a certificate', async () => {
    const { pem } = await makeCertificate({});
    const expected = new X509Certificate(pem).fingerprint256.replaceAll(':', '');
    const thumbprint = Buffer.from(expected, 'hex').toString('base64url');
    expect(await read(pem)).toEqual({ member: 'x5t#S256', thumbprint });
  });

  it('is not there in a text without either', async () => {
    expect(await read('hello')).toBeUndefined();
  });
});

describe('JW23', () => {
  const text = JSON.stringify(RFC7638_KEY);
  const jkt = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';

  it('is not raised for a token that is bound to the key', async () => {
    expect(await check({ jkt }, text)).toMatchObject({
      checks: [{ name: 'cnf.jkt', outcome: 'ok' }],
      findings: [],
    });
  });

  it.each([
    ['another key', { jkt: 'x' }, 'x'],
    ['a certificate only', { 'x5t#S256': jkt }, '–'],
    ['nothing', undefined, '–'],
    ['nonsense', 'x', '–'],
    ['null', null, '–'],
  ])('is raised for a token that is bound to %s', async (_what, cnf, seen) => {
    expect(await check(cnf, text)).toMatchObject({
      findings: [{ id: 'JW23', severity: 'warn', facts: ['cnf.jkt', seen, jkt] }],
    });
  });

  it('waits for something to compare with', async () => {
    expect(await check({ jkt }, '')).toMatchObject({
      checks: [{ name: 'cnf.jkt', outcome: 'unchecked', missing: 'value' }],
      findings: [],
    });
  });
});
