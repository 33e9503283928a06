import { describe, expect, it } from 'vitest';
import { chooseKeys, type KeyNeed } from '../../../../../src/core/tokens/verify/choose-keys.ts';
import { bareJwk, type Jwk, keyName, sizeOf } from '../../../../../src/core/tokens/verify/jwk.ts';

const RSA: KeyNeed = { alg: 'PS256', kty: 'RSA', bits: 2048, use: 'sig', ops: ['verify'] };
const SECRET: KeyNeed = { alg: 'HS256', kty: 'oct', bits: 256, use: 'sig', ops: ['verify'] };
const OPENED: KeyNeed = { alg: 'RSA-OAEP', kty: 'RSA', use: 'enc', ops: ['decrypt', 'unwrapKey'] };
const EDWARDS: KeyNeed = { alg: 'EdDSA', kty: 'OKP', crv: 'Ed25519', use: 'sig', ops: ['verify'] };
/** As much base64url as so many bytes take. */
const bytes = (count: number) => 'A'.repeat(Math.ceil((count * 4) / 3));
const rsa = (more: Jwk = {}): Jwk => ({ kty: 'RSA', n: bytes(256), e: 'AQAB', ...more });
const names = (keys: readonly Jwk[]) => keys.map(keyName);

describe('the keys to try', () => {
  const [a, b, unnamed] = [rsa({ kid: 'a' }), rsa({ kid: 'b' }), rsa()];

  it.each<[string, readonly Jwk[], unknown, string[]]>([
    ['the one of that name', [a, b, unnamed], 'b', ['b']],
    ['those without a name, where none has it', [a, unnamed], 'c', ['RSA']],
    ['all, where no name is asked for', [a, b, unnamed], undefined, ['a', 'b', 'RSA']],
    ['all of other names at last', [a, b], 'c', ['a', 'b']],
    ['none of none', [], 'a', []],
  ])('are %s', (_which, keys, kid, expected) => {
    expect(names(chooseKeys(keys, kid, RSA).fitting)).toEqual(expected);
  });

  it('of another name are told of, though they are tried', () => {
    const { mismatches } = chooseKeys([a, b], 'c', RSA);
    expect(mismatches).toEqual([
      { what: 'kid', key: 'a, b', has: 'a, b', needs: 'c', tried: true },
    ]);
    expect(chooseKeys([], 'c', RSA).mismatches).toEqual([]);
  });
});

describe('a key', () => {
  it.each<[string, Jwk, KeyNeed]>([
    ['of the right kind', rsa(), RSA],
    ['that says all that is wanted', rsa({ alg: 'PS256', use: 'sig', key_ops: ['verify'] }), RSA],
    ['for one of several operations', rsa({ d: 'A', key_ops: ['unwrapKey'] }), OPENED],
    ['with the private half', rsa({ d: 'A' }), OPENED],
    ['by the old name of its algorithm', { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA' }, EDWARDS],
    ['by the new name of its algorithm', { kty: 'OKP', crv: 'Ed25519', alg: 'Ed25519' }, EDWARDS],
    [
      'by its old name, where the new one is wanted',
      { kty: 'OKP', alg: 'EdDSA' },
      { ...EDWARDS, alg: 'Ed25519' },
    ],
    ['of enough bits', { kty: 'oct', k: bytes(32) }, SECRET],
    ['of more bits', { kty: 'oct', k: bytes(64) }, SECRET],
    ['of exactly so many bits', { kty: 'oct', k: bytes(32) }, { ...SECRET, exact: true }],
  ])('%s fits', (_what, key, need) => {
    expect(chooseKeys([key], undefined, need)).toEqual({ fitting: [key], mismatches: [] });
  });

  it.each<[string, Jwk, KeyNeed, object]>([
    ['another kind', { kty: 'EC', crv: 'P-256' }, RSA, { what: 'kty', has: 'EC', needs: 'RSA' }],
    [
      'another curve',
      { kty: 'OKP', crv: 'X25519' },
      EDWARDS,
      { what: 'crv', has: 'X25519', needs: 'Ed25519' },
    ],
    [
      'another algorithm',
      rsa({ alg: 'RS256' }),
      RSA,
      { what: 'alg', has: 'RS256', needs: 'PS256' },
    ],
    ['another use', rsa({ use: 'enc' }), RSA, { what: 'use', has: 'enc', needs: 'sig' }],
    [
      'other operations',
      rsa({ key_ops: ['sign', {}] }),
      RSA,
      { what: 'key_ops', has: 'sign, {…}', needs: 'verify' },
    ],
    [
      'no operation at all',
      rsa({ key_ops: [] }),
      OPENED,
      { what: 'key_ops', has: '', needs: 'decrypt, unwrapKey' },
    ],
    ['the public half alone', rsa(), OPENED, { what: 'private key', has: '–', needs: 'd' }],
    ['too few bits', rsa({ n: bytes(255) }), RSA, { what: 'bits', has: '2040', needs: '2048' }],
    ['no bits', { kty: 'oct' }, SECRET, { what: 'bits', has: '0', needs: '256' }],
    [
      'more bits than may be',
      { kty: 'oct', k: bytes(33) },
      { ...SECRET, exact: true },
      { what: 'bits', has: '264', needs: '256' },
    ],
  ])('with %s is named, and not tried', (_what, key, need, mismatch) => {
    const { fitting, mismatches } = chooseKeys([key], undefined, need);
    expect(fitting).toEqual([]);
    expect(mismatches).toEqual([{ key: keyName(key), ...mismatch }]);
  });

  it('that is a short secret is tried all the same', () => {
    const key = { kty: 'oct', k: bytes(31) };
    expect(chooseKeys([key], undefined, SECRET)).toEqual({
      fitting: [key],
      mismatches: [{ key: 'oct', what: 'bits', has: '248', needs: '256', tried: true }],
    });
  });

  it('of the right kind tells more of what is wrong than one of another', () => {
    const keys = [{ kty: 'EC' }, rsa({ use: 'enc' }), rsa({ alg: 'RS256' })];
    expect(chooseKeys(keys, undefined, RSA).mismatches).toMatchObject([{ what: 'use' }]);
    expect(chooseKeys([...keys, rsa()], undefined, RSA).mismatches).toEqual([]);
  });

  it.each<[Jwk, string]>([
    [{ kid: 'k', crv: 'P-256', kty: 'EC' }, 'k'],
    [{ crv: 'P-256', kty: 'EC' }, 'P-256'],
    [{ kid: 7 }, '7'],
    [{ kid: {} }, '{…}'],
    [{}, '–'],
  ])('%j is called %s', (key, name) => {
    expect(keyName(key)).toBe(name);
  });

  it('goes to WebCrypto without what it says of its use, its private half only where that is wanted', () => {
    const key = rsa({ kid: 'k', use: 'sig', alg: 'PS256', d: 'D', p: 'P', qi: 'Q', ext: false });
    const half = { kty: 'RSA', n: key.n, e: 'AQAB' };
    expect(bareJwk(key, 'public')).toEqual(half);
    expect(bareJwk(key, 'private')).toEqual({ ...half, d: 'D', p: 'P', qi: 'Q' });
    expect(sizeOf({ n: 7 })).toBe(0);
  });
});
