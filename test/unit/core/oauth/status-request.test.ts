import { expect, it } from 'vitest';
import type { FlowPlan } from '../../../../src/core/oauth/request-draft.ts';
import { statusRequest } from '../../../../src/core/oauth/status-request.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const endpoint = (role: string, url: string) => ({ method: 'POST', role, url, parameters: [] });

function planWith(requests: object, environment?: string): FlowPlan {
  const { profile, draft } = planOf('oidc');
  return {
    profile: { ...profile, requests } as unknown as FlowPlan['profile'],
    draft: { ...draft, environment: environment ?? draft.environment },
  };
}

const tell = endpoint('introspection', 'https://bank.example/introspect');
const end = endpoint('revocation', 'https://bank.example/revoke');

it.each<[string, FlowPlan, string | undefined]>([
  ['that has its role', planWith({ end, tell }), 'tell'],
  ['of none, where the bank has none', planWith({ end }), undefined],
  [
    'of none, where nobody knows its address',
    planWith({ tell: { ...tell, url: '{nowhere}/x' } }),
    undefined,
  ],
  ['in an environment that the profile lacks', planWith({ tell }, 'other'), 'tell'],
])('names the request %s', (_which, plan, name) => {
  expect(statusRequest(plan, 'introspection')).toBe(name);
});
