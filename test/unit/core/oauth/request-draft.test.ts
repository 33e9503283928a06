import { expect, it } from 'vitest';
import {
  draftSecretsSchema,
  flowPlanSchema,
  mapDetails,
} from '../../../../src/core/oauth/request-draft.ts';
import { FAKE_SECRETS, planOf } from '../../../fixtures/profiles.ts';

const plan = planOf('oidc', {
  resources: ['https://api.example'],
  authorizationDetails: [{ type: 'payment', values: { 'amount.value': '1' } }],
});
const { lifetimes: _lifetimes, ...partOfProfile } = plan.profile;

it('changes what is asked for in detail, each text by its name', () => {
  expect(mapDetails(plan.draft, (text, name) => `${name}:${text}`)).toEqual({
    resources: ['resource:https://api.example'],
    authorizationDetails: [{ type: 'payment', values: { 'amount.value': 'amount.value:1' } }],
  });
  expect(mapDetails(planOf('oidc').draft, () => 'x')).toEqual({});
});

it.each<[string, boolean, unknown]>([
  ['what was made here', true, plan],
  ['no profile', false, { ...plan, profile: null }],
  ['a text for a profile', false, { ...plan, profile: 'oidc' }],
  ['a profile without one of its parts', false, { ...plan, profile: partOfProfile }],
  ['a draft with more in it', false, { ...plan, draft: { ...plan.draft, clientSecret: 'x' } }],
  [
    'details with more in them',
    false,
    {
      ...plan,
      draft: { ...plan.draft, authorizationDetails: [{ type: 'a', values: {}, more: 1 }] },
    },
  ],
  [
    'details that are no texts',
    false,
    {
      ...plan,
      draft: { ...plan.draft, authorizationDetails: [{ type: 'a', values: { b: 1 } }] },
    },
  ],
])('a plan is read back: %s', (_what, isPlan, value) => {
  expect(flowPlanSchema.safeParse(value).success).toBe(isPlan);
});

it('secrets are read back whole or not at all', () => {
  expect(draftSecretsSchema.safeParse(FAKE_SECRETS).success).toBe(true);
  expect(draftSecretsSchema.safeParse({ ...FAKE_SECRETS, more: '1' }).success).toBe(false);
  expect(draftSecretsSchema.safeParse({ ...FAKE_SECRETS, nonce: 1 }).success).toBe(false);
});
