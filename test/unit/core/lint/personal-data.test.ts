import { describe, expect, it } from 'vitest';
import type { TokenSubject } from '../../../../src/core/lint/lint-token.ts';
import { personalData } from '../../../../src/core/lint/rules/personal-data.ts';
import { decodeToken } from '../../../../src/core/tokens/decode-jwt.ts';
import { fakeToken } from '../../../fixtures/tokens.ts';

const token = (claims: object) => ({ decoded: decodeToken(fakeToken({ alg: 'ES256' }, claims)) });

describe('personal data', () => {
  const named = (claims: object) =>
    [...personalData.check(token(claims) as TokenSubject)][0]?.facts;

  it.each<[string, unknown, boolean]>([
    ['email', 'a', true],
    ['mail', 'a', true],
    ['nationalId', 7, true],
    ['preferred_username', 'a', true],
    ['email_verified', true, false],
    ['given_name', '', false],
    ['given_name', null, false],
    ['my_name', 'a', false],
    ['names', 'a', false],
    ['sub', 'jeanne@bank.example', true],
    ['sub', 'see jeanne@bank.example', false],
    ['sub', 'jeanne@bank', false],
    ['sub', `${'a'.repeat(64)}@${'b'.repeat(246)}.example`, true],
    ['sub', `${'a'.repeat(64)}@${'b'.repeat(247)}.example`, false],
    ['sub', 'GB82 WEST 1234 5698 7654 32', true],
    ['sub', 'GB82 WEST 1234 5698 7654 33', false],
    ['sub', 'xGB82WEST12345698765432', false],
    ['sub', 42, false],
  ])('%s of %j: %s', (name, value, isPersonal) => {
    expect(named({ [name]: value })).toEqual(isPersonal ? [name] : undefined);
  });

  it('is found inside, under the name of a list, and named twelve times at most', () => {
    expect(named({ a: { iban: 'x' }, who: ['a@b.example', 'c@d.example'] })).toEqual(['iban, who']);
    const many = Array.from({ length: 20 }, (_none, at) => [`a${at}`, 'a@b.example']);
    expect(named(Object.fromEntries(many))?.[0]).toBe(
      many
        .slice(0, 12)
        .map(([a]) => a)
        .join(', '),
    );
  });
});
