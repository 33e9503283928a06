import { describe, expect, it } from 'vitest';
import { checkToken } from '../../../../src/core/lint/check-token.ts';
import { decodeToken } from '../../../../src/core/tokens/decode-jwt.ts';
import type { Jwk } from '../../../../src/core/tokens/verify/jwk.ts';
import {
  fakeToken,
  RFC7515_A1_KEY,
  RFC7515_A2,
  RFC7515_A2_KEY,
  RFC7515_A3_KEY,
} from '../../../fixtures/tokens.ts';
import { signer } from '../tokens/verify/signing.ts';

const NOW = 1_763_700_000;

function check(token: string, keys: readonly object[]) {
  return checkToken(token, decodeToken(token), { keys: keys as Jwk[] }, NOW * 1000, crypto.subtle);
}

describe('the signature', () => {
  it('JW12: does not fit', async () => {
    const changed = RFC7515_A2.replace('.eyJ', '.eyK');
    const { verified, findings } = await check(changed, [{ ...RFC7515_A2_KEY, kid: 'bank-1' }]);
    expect(verified).toBe(false);
    expect(findings).toMatchObject([{ id: 'JW12', severity: 'error', facts: ['RS256', 'bank-1'] }]);
  });

  it.each([
    ['kty', [RFC7515_A3_KEY], ['kty', 'EC', 'RSA', 'P-256']],
    ['kty of a shared secret', [RFC7515_A1_KEY], ['kty', 'oct', 'RSA', 'oct']],
    ['use', [{ ...RFC7515_A2_KEY, use: 'enc' }], ['use', 'enc', 'sig', 'RSA']],
    ['alg', [{ ...RFC7515_A2_KEY, alg: 'PS256' }], ['alg', 'PS256', 'RS256', 'RSA']],
  ])('JW13: has a key that differs by its %s', async (_what, keys, facts) => {
    expect(await check(RFC7515_A2, keys)).toMatchObject({
      verified: false,
      findings: [{ id: 'JW13', severity: 'error', facts }],
    });
  });

  it('JW13: names one key of a kind, not each of twenty', async () => {
    const keys = Array.from({ length: 20 }, () => RFC7515_A3_KEY);
    const { findings } = await check(RFC7515_A2, keys);
    expect(findings).toHaveLength(1);
  });

  it('JW13: that fits a key of another name is a warning', async () => {
    const { jwk, sign } = await signer('ES256');
    const token = await sign({ kid: 'new' });
    expect(await check(token, [{ ...jwk, kid: 'old' }])).toMatchObject({
      verified: true,
      findings: [{ id: 'JW13', severity: 'warn', facts: ['kid', 'old', 'new', 'old'] }],
    });
  });

  it('that fits raises nothing', async () => {
    const good = { verified: true, findings: [] };
    expect(await check(RFC7515_A2, [RFC7515_A3_KEY, RFC7515_A2_KEY])).toMatchObject(good);
  });

  it('without a key is not looked at', async () => {
    expect(await check(RFC7515_A2, [])).toEqual({ verified: false, checks: [], findings: [] });
    expect(await check('opaque', [RFC7515_A2_KEY])).toEqual({
      verified: false,
      checks: [],
      findings: [],
    });
  });

  it('of a hostile header is no reason to throw', async () => {
    const header = { alg: ['RS256'], kid: { toString: 1 }, crit: 7 };
    await expect(check(fakeToken(header, {}), [RFC7515_A2_KEY])).resolves.toBeDefined();
    const odd = [{ kty: 'RSA', n: 7, e: {}, kid: null, key_ops: 'verify', use: [] }];
    await expect(check(RFC7515_A2, odd)).resolves.toMatchObject({ verified: false });
  });
});
