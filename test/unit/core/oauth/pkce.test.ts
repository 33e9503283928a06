import { describe, expect, it } from 'vitest';
import { codeChallenge, RANDOM_BYTES, randomText } from '../../../../src/core/oauth/pkce.ts';
import { RFC7636_CHALLENGE, RFC7636_VERIFIER } from '../../../fixtures/profiles.ts';

/** The octets that RFC 7636 App. B starts from. */
const OCTETS = Uint8Array.of(
  ...[116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186],
  ...[22, 212, 37, 77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121],
);

describe('the example of RFC 7636 App. B', () => {
  it('makes the verifier from the octets', () => {
    expect(randomText(OCTETS)).toBe(RFC7636_VERIFIER);
  });

  it('makes the challenge from the verifier', async () => {
    expect(await codeChallenge(RFC7636_VERIFIER)).toBe(RFC7636_CHALLENGE);
  });
});

it('refuses to make a state or verifier from too little randomness', () => {
  expect(() => randomText(OCTETS.slice(1))).toThrow(RangeError);
  expect(randomText(OCTETS)).toHaveLength(Math.ceil((RANDOM_BYTES * 8) / 6));
});
