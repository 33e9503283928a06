import { exportPKCS8, exportSPKI } from 'jose';
import { describe, expect, it } from 'vitest';
import { readKeys, readSecret } from '../../../../../src/core/tokens/verify/read-keys.ts';
import { RFC7515_A2_KEY } from '../../../../fixtures/tokens.ts';
import { signer, verify } from './signing.ts';

const read = (text: string) => readKeys(text, crypto.subtle);
const keysIn = async (text: string) => {
  const keys = await read(text);
  return keys.ok ? keys.value : [];
};

describe('keys are read', () => {
  it('from a JWK, from a set, and from a list', async () => {
    for (const json of [RFC7515_A2_KEY, { keys: [RFC7515_A2_KEY] }, [RFC7515_A2_KEY]]) {
      expect(await keysIn(`\n${JSON.stringify(json)}`)).toEqual([RFC7515_A2_KEY]);
    }
  });

  it('from a set that holds other things beside them', async () => {
    const set = { keys: [null, 7, 'x', {}, { kty: 1 }, RFC7515_A2_KEY] };
    expect(await keysIn(JSON.stringify(set))).toEqual([RFC7515_A2_KEY]);
  });

  it.each(['RS256', 'PS384', 'ES256', 'ES384', 'ES512', 'EdDSA'])(
    'from PEM: the public and the private key of %s',
    async (alg) => {
      const { sign, signing, verifying } = await signer(alg);
      const token = await sign();
      const texts = [
        await exportSPKI(verifying as CryptoKey),
        await exportPKCS8(signing as CryptoKey),
      ];
      for (const text of texts) {
        expect(await verify(token, await keysIn(text))).toMatchObject({ verdict: 'good' });
      }
    },
  );
});

describe('there is no key', () => {
  it.each([
    ['in nothing', ' \n', 'empty'],
    ['in words', 'hello', 'unreadable'],
    ['in broken JSON', '{"kty":"RSA"', 'unreadable'],
    ['in null', '[null]', 'unreadable'],
    ['in damaged PEM', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 'unreadable'],
    [
      'behind a passphrase',
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----',
      'encrypted',
    ],
  ])('%s', async (_where, text, error) => {
    expect(await read(text)).toEqual({ ok: false, error });
  });
});

describe('a shared secret', () => {
  it('is taken as it stands, without the line end that files have', () => {
    expect(readSecret('pa55 wörd\n')).toEqual({
      ok: true,
      value: [{ kty: 'oct', k: 'cGE1NSB3w7ZyZA' }],
    });
  });

  it.each([
    ['nothing', '', 'empty'],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nAAAA', 'key_as_secret'],
    ['a JWK', JSON.stringify(RFC7515_A2_KEY), 'key_as_secret'],
  ])('is not %s', (_what, text, error) => {
    expect(readSecret(text)).toEqual({ ok: false, error });
  });
});
