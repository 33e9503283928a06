import { describe, expect, it } from 'vitest';
import { fixtures } from '../../../src/panel/tokens/verify/VerifyTokenView.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

describe('a verification', () => {
  it.each([
    ['waiting', /Verify signature/],
    ['profile', /with the keys that https:\/\/bank\.example names/],
    ['good', /role="status".*Signature fits key bank-1/],
    ['bad', /aud<\/code> failed/],
    ['bad', /nonce<\/code> nothing given to compare with/],
    ['encrypted', /Private key/],
  ])('says in the state "%s": %s', (name, words) => {
    expect(expectDrawn(fixtures[name] as NonNullable<(typeof fixtures)[string]>)).toMatch(words);
  });
});
