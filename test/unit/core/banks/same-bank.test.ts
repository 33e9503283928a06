import { expect, it } from 'vitest';
import { resolveProfile } from '../../../../src/core/banks/resolve-profile.ts';
import { isSameBank } from '../../../../src/core/banks/same-bank.ts';
import { catalogue } from '../../../fixtures/catalogue.ts';

function profile(id: string, own: object = {}) {
  const resolved = resolveProfile(id, { ...catalogue, own: { id: 'own', ...own } });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
  return resolved.value;
}

it.each([
  ['bpce-aisp', 'bpce-pisp'],
  ['bpce-cbpii', 'bpce-aisp'],
  ['abn-amro', 'abn-amro-pisp'],
  ['open-payments-api', 'open-payments-aisp'],
  ['open-payments-pisp', 'open-payments-api'],
  ['practice-bpce-aisp', 'practice-bpce-pisp'],
  ['berlin-group', 'berlin-group'],
])('%s and %s are services of one bank', (old, other) => {
  expect(isSameBank(profile(old), profile(other))).toBe(true);
});

it('takes an own profile that changes nothing of the tokens for the same bank', () => {
  const own = profile('own', { extends: 'bpce-aisp', label: 'Mine' });
  expect(isSameBank(profile('bpce-aisp'), own)).toBe(true);
});

const EVIL = 'https://evil.example/token';

it.each<[string, string, object]>([
  ['of another group', 'bpce-aisp', { group: 'Another' }],
  [
    'whose live token endpoint is another',
    'bpce-aisp',
    { environments: { live: { endpoints: { tokenEndpoint: EVIL } } } },
  ],
  [
    'that asks about tokens elsewhere',
    'bpce-aisp',
    { environments: { live: { endpoints: { introspectionEndpoint: EVIL } } } },
  ],
  [
    'that ends tokens elsewhere',
    'practice-bpce-aisp',
    { environments: { practice: { endpoints: { revocationEndpoint: EVIL } } } },
  ],
  [
    'whose question about a token goes elsewhere',
    'bpce-aisp',
    { requests: { introspect: { url: EVIL } } },
  ],
  [
    'with a token endpoint of one more environment',
    'bpce-aisp',
    {
      environments: {
        more: {
          label: 'M',
          kind: 'live',
          endpoints: { tokenEndpoint: EVIL, authorizationEndpoint: EVIL, apiBase: EVIL },
        },
      },
    },
  ],
  [
    'that fills the token endpoint with another default',
    'abn-amro',
    { variables: { abnLoginUrl: { default: 'https://evil.example' } } },
  ],
  [
    'that fills it by an option of another variable',
    'bpce-aisp',
    {
      variables: {
        extra: {
          label: 'X',
          options: [{ key: 'x', label: 'X', sets: { currentDomain: 'evil.example' } }],
        },
      },
    },
  ],
  ['that exchanges a code elsewhere', 'bpce-aisp', { requests: { exchange: { url: EVIL } } }],
])('a profile %s is another bank', (_what, id, change) => {
  const own = profile('own', { extends: id, ...change });
  expect(isSameBank(profile(id), own)).toBe(false);
});
