import { describe, expect, it } from 'vitest';
import { meetingToken } from '../../../../src/core/lifetimes/token-budget.ts';
import type { RequestDraft } from '../../../../src/core/oauth/request-draft.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const SCOPE = 'accountinformation private';
const planned = (change: Partial<RequestDraft> = {}) =>
  planOf('practice-open-payments', { grant: 'client_credentials', scope: SCOPE, ...change });

/** A token that came so many minutes ago, for an hour. */
const token = (flowId: string, minutes: number, scope = SCOPE) => ({
  flowId,
  tokenId: `t-${flowId}`,
  receivedAtMs: NOW - minutes * 60_000,
  expires_in: 3600,
  scope,
});

describe('the budget of tokens', () => {
  it('knows the live token that lives longest, and how many requests were used', () => {
    expect(meetingToken(planned(), [token('a', 50), token('b', 5)], NOW)).toMatchObject({
      context: 'private',
      requests: 2,
      flowId: 'b',
      tokenId: 't-b',
      endsAt: NOW / 1000 + 55 * 60,
    });
  });

  it.each([
    ['of the other context', token('a', 5, 'accountinformation corporate')],
    ['that has ended', token('a', 60)],
  ])('passes over a token %s', (_which, other) => {
    expect(meetingToken(planned(), [other], NOW)).toBeUndefined();
  });

  it.each([
    ['at a bank without a budget', planOf('practice-bpce-pisp', { scope: SCOPE })],
    ['for a scope without a context', planned({ scope: 'accountinformation' })],
  ])('says nothing %s', (_when, plan) => {
    expect(meetingToken(plan, [token('a', 5)], NOW)).toBeUndefined();
  });
});
