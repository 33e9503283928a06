import { describe, expect, it } from 'vitest';
import { parseAuthorizationResponse } from '../../../../src/core/oauth/authorization-response.ts';
import {
  carriesAnswer,
  matchResponse,
  type PendingFlow,
} from '../../../../src/core/oauth/match-response.ts';

const redirectUri = 'https://tpp.example/cb';
const older = { flowId: 'older', redirectUri, state: 's1', openedAtMs: 1 };
const newer = { flowId: 'newer', redirectUri, state: 's2', openedAtMs: 2 };
const stateless = { flowId: 'stateless', redirectUri, state: undefined, openedAtMs: 3 };
const elsewhere = {
  flowId: 'elsewhere',
  redirectUri: 'https://other.example/cb',
  state: 's1',
  openedAtMs: 4,
};
const bankA = { ...older, flowId: 'bank-a', issuer: 'https://a.example' };
const bankB = { ...bankA, flowId: 'bank-b', issuer: 'https://b.example', openedAtMs: 5 };

function match(url: string, pending: PendingFlow[]) {
  const response = parseAuthorizationResponse(url);
  return response && matchResponse(response, pending)?.flowId;
}

describe('the flow of an answer', () => {
  it.each([
    ['is the one with its state', '?code=c&state=s1', [newer, older], 'older'],
    ['is the newest waiting one when no state fits', '?code=c&state=zz', [older, newer], 'newer'],
    ['is the newest waiting one when there is no state', '?code=c', [older, newer], 'newer'],
    ['is not one that waits elsewhere', '?code=c&state=s1', [elsewhere], undefined],
    ['is found by state before by age', '?code=c&state=s2', [newer, stateless], 'newer'],
    [
      'is the one whose bank it names when two have its state',
      `?code=c&state=s1&iss=${bankA.issuer}`,
      [bankB, bankA],
      'bank-a',
    ],
    [
      'is the one whose bank it names when no state fits',
      `?code=c&state=zz&iss=${bankA.issuer}`,
      [bankB, bankA],
      'bank-a',
    ],
    [
      'is found by state before by issuer',
      `?code=c&state=s2&iss=${bankA.issuer}`,
      [newer, bankA],
      'newer',
    ],
    ['is nobody’s when nobody waits', '?code=c', [], undefined],
  ])('%s', (_behaviour, query, pending, expected) => {
    expect(match(`${redirectUri}${query}`, pending)).toBe(expected);
  });
});

it.each([
  ['?code=1', true],
  ['?error=access_denied', true],
  ['#code=1', true],
  ['?response=a.b.c', true],
  ['?state=1', false],
  ['', false],
])('an address with "%s" carries an answer: %s', (rest, expected) => {
  const response = parseAuthorizationResponse(`${redirectUri}${rest}`);
  expect(response && carriesAnswer(response)).toBe(expected);
});
