import { describe, expect, it } from 'vitest';
import { expiresAt, refreshWindow, secondsUntil } from '../../../../src/core/tokens/lifetime.ts';
import { profileOf } from '../../../fixtures/profiles.ts';

const RECEIVED_AT_MS = 1_000_000_900;

describe('the end of a token', () => {
  it('counts from the second in which the answer arrived', () => {
    expect(expiresAt({ receivedAtMs: RECEIVED_AT_MS, expires_in: 3600 })).toBe(1_003_600);
  });

  it('is unknown when the bank did not say', () => {
    expect(expiresAt({ receivedAtMs: RECEIVED_AT_MS })).toBeUndefined();
  });

  it.each([
    ['positive before', 1_000_010_000, 10],
    ['zero in the last second', 1_000_020_999, 0],
    ['negative after', 1_000_025_000, -5],
  ])('is %s', (_when, nowMs, seconds) => {
    expect(secondsUntil(1_000_020, nowMs)).toBe(seconds);
  });
});

describe('the refresh window', () => {
  it('lists the current length first, then what other pages of the bank say', () => {
    expect(refreshWindow(profileOf('bpce-aisp'), RECEIVED_AT_MS)).toEqual([
      { at: 1_000_000 + 15_552_000, seconds: 15_552_000, current: true },
      { at: 1_000_000 + 7_776_000, seconds: 7_776_000, current: false },
    ]);
  });

  it('is empty where the bank gives no refresh token', () => {
    expect(refreshWindow(profileOf('bpce-pisp'), RECEIVED_AT_MS)).toEqual([]);
  });
});
