import { describe, expect, it } from 'vitest';
import {
  askedParameters,
  resourceParameters,
} from '../../../../src/core/oauth/asked-parameters.ts';
import type { FlowPlan, RequestDraft } from '../../../../src/core/oauth/request-draft.ts';
import { planOf } from '../../../fixtures/profiles.ts';

function planWith(
  resource: FlowPlan['profile']['resource'],
  change: Partial<RequestDraft> = {},
): FlowPlan {
  const { profile, draft } = planOf('oidc', change);
  return { profile: { ...profile, resource }, draft };
}

const values = ['https://api.example/accounts', 'https://api.example/payments'];

describe('the APIs that a token is for', () => {
  it.each<[string, FlowPlan, string[]]>([
    ['are none, where nobody says', planWith(undefined), []],
    ['are those that the bank demands', planWith({ requirement: 'required', values }), values],
    ['are none that the bank only takes', planWith({ requirement: 'supported', values }), []],
    [
      'are those that the person chose, not what the bank demands',
      planWith({ requirement: 'required', values }, { resources: ['https://own.example'] }),
      ['https://own.example'],
    ],
    [
      'are none that a person left empty',
      planWith(
        { requirement: 'supported', values },
        { resources: ['', 'https://own.example', ''] },
      ),
      ['https://own.example'],
    ],
    ['are none, where a demand names none', planWith({ requirement: 'required', values: [] }), []],
  ])('%s', (_which, plan, resources) => {
    expect(resourceParameters(plan)).toEqual(
      resources.map((value) => ({ name: 'resource', value })),
    );
  });
});

describe('given parameters', () => {
  const template = { parameters: [{ name: 'scope', value: '{scope}' }] };
  const asked = [
    { name: 'resource', value: 'a' },
    { name: 'scope', value: 'mine' },
    { name: 'resource', value: 'b' },
    { name: 'authorization_details', value: '[]' },
  ];
  const [first, , second, details] = asked;

  it.each<[string, RequestDraft['edits'] | undefined, unknown[]]>([
    ['come but for those of the template', undefined, [first, second, details]],
    ['stay as they are, if something else is edited', { state: 'x' }, [first, second, details]],
    [
      'of one name become the one that a person wrote',
      { resource: 'c' },
      [{ name: 'resource', value: 'c' }, details],
    ],
    ['go, if a person took them out', { resource: null }, [details]],
    [
      'change each by its own name',
      { authorization_details: '{}' },
      [first, second, { name: 'authorization_details', value: '{}' }],
    ],
  ])('%s', (_what, edits, expected) => {
    expect(askedParameters(template, asked, edits)).toEqual(expected);
  });
});
