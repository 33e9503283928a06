import { expect, it } from 'vitest';
import { policyProblems } from '../../../src/panel/policy/policy-problems.ts';

it('finds nothing wrong with a policy that is understood', () => {
  const defaults = { theme: 'dark', holdRedirects: true, watch: false, lockAfterMinutes: 5 };
  const profiles = ['{"id":"team-bank"}'];
  expect(policyProblems({})).toEqual([]);
  expect(
    policyProblems({ allowedBanks: ['a-*'], exports: 'without_secrets', defaults, profiles }),
  ).toEqual([]);
});

it('names what has no effect: unknown names, values of another kind, and profiles that are none', () => {
  const managed = {
    allowedBank: ['a'],
    exports: 'some',
    keepDays: 0,
    keepFlows: 1.5,
    allowLive: 'no',
    defaults: { theme: 'pink', watch: true, unlockedLive: ['a'] },
    profiles: ['{"id":"a"}', '{', '7', '{"group":"nameless"}'],
  };
  expect(policyProblems(managed)).toEqual([
    { name: 'allowedBank', kind: 'unknown' },
    { name: 'exports', kind: 'unfit' },
    { name: 'keepDays', kind: 'unfit' },
    { name: 'keepFlows', kind: 'unfit' },
    { name: 'allowLive', kind: 'unfit' },
    { name: 'defaults.theme', kind: 'unfit' },
    { name: 'defaults.unlockedLive', kind: 'unfit' },
    { name: 'profiles[1]', kind: 'unfit' },
    { name: 'profiles[2]', kind: 'unfit' },
    { name: 'profiles[3]', kind: 'unfit' },
  ]);
});
