import { describe, expect, it } from 'vitest';
import type { AuthorizationDetailType } from '../../../../src/core/banks/authorization-detail-type.ts';
import {
  buildAuthorizationDetails,
  findDetailFaults,
} from '../../../../src/core/oauth/authorization-details.ts';
import { readAuthorizationDetails } from '../../../../src/core/oauth/read-authorization-details.ts';
import type { FlowPlan, RequestDraft } from '../../../../src/core/oauth/request-draft.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const payment: AuthorizationDetailType = {
  type: 'payment_initiation',
  label: 'Payment',
  members: [
    {
      name: 'instructedAmount.amount',
      label: 'Amount',
      value: '',
      requirement: 'required',
    },
    {
      name: 'instructedAmount.currency',
      label: 'Currency',
      value: 'EUR',
      options: ['EUR', 'PLN'],
    },
    { name: 'creditorAccount.iban', label: 'IBAN', value: '{iban}', requirement: 'required' },
    { name: 'actions', label: 'Actions', value: 'initiate status', as: 'list' },
    { name: 'count', label: 'Count', value: '', as: 'number' },
    { name: 'urgent', label: 'Urgent', value: '', as: 'boolean' },
    { name: 'risk', label: 'Risk', value: '{"level": "low"}', as: 'json' },
  ],
};

function planWith(details: RequestDraft['authorizationDetails']): FlowPlan {
  const { profile, draft } = planOf('oidc');
  return {
    profile: { ...profile, authorizationDetails: { requirement: 'supported', types: [payment] } },
    draft: { ...draft, authorizationDetails: details },
  };
}

const iban = 'XX00 MADE UP';
const values = { 'instructedAmount.amount': '12.50' };

describe('authorization details', () => {
  it('are JSON of the type’s members, typed, with their places filled', () => {
    const plan = planWith([{ type: payment.type, values: { ...values, count: '2' } }]);
    const text = buildAuthorizationDetails(plan, { iban });
    expect(JSON.parse(text ?? '')).toEqual([
      {
        type: 'payment_initiation',
        instructedAmount: { amount: '12.50', currency: 'EUR' },
        creditorAccount: { iban },
        actions: ['initiate', 'status'],
        count: 2,
        risk: { level: 'low' },
      },
    ]);
  });

  it('are left out of a request that asks for none', () => {
    expect(buildAuthorizationDetails(planWith(undefined), {})).toBeUndefined();
    expect(buildAuthorizationDetails(planWith([]), {})).toBeUndefined();
  });

  it('fill the places that a person writes too, and leave what nobody knows as it stands', () => {
    const typed = { 'creditorAccount.iban': '{iban}{later}', actions: '' };
    const text = buildAuthorizationDetails(planWith([{ type: payment.type, values: typed }]), {
      iban,
    });
    const [detail] = JSON.parse(text ?? '');
    expect(detail.creditorAccount.iban).toBe(`${iban}{later}`);
    expect(detail).not.toHaveProperty('actions');
  });

  it('say what a person wrote for a type and a member that the profile lacks', () => {
    const plan = planWith([
      { type: 'other', values: { 'a.b': '1' } },
      { type: payment.type, values: { reference: 'R1', risk: 'x' } },
    ]);
    expect(JSON.parse(buildAuthorizationDetails(plan, {}) ?? '')).toMatchObject([
      { type: 'other', a: { b: '1' } },
      { type: payment.type, reference: 'R1', risk: 'x' },
    ]);
  });

  it.each([
    [{}, { kind: 'member_empty', at: 0, member: 'instructedAmount.amount', names: [] }],
    [
      { ...values, 'instructedAmount.currency': 'USD' },
      { kind: 'not_an_option', at: 0, member: 'instructedAmount.currency' },
    ],
    [
      { ...values, count: 'two' },
      { kind: 'not_a_number', at: 0, member: 'count' },
    ],
    [
      { ...values, urgent: 'yes' },
      { kind: 'not_a_boolean', at: 0, member: 'urgent' },
    ],
    [
      { ...values, risk: '{' },
      { kind: 'not_json', at: 0, member: 'risk' },
    ],
  ])('with %j have one fault', (typed, fault) => {
    expect(findDetailFaults(planWith([{ type: payment.type, values: typed }]), { iban })).toEqual([
      fault,
    ]);
  });

  it('name the places that nothing fills, and wait for those that an earlier step brings', () => {
    const plan = planWith([{ type: payment.type, values: { ...values, count: '{n}' } }]);
    expect(findDetailFaults(plan, {})).toEqual([
      { kind: 'member_empty', at: 0, member: 'creditorAccount.iban', names: ['iban'] },
    ]);
    expect(findDetailFaults(plan, { iban: '{iban}' })).toEqual([]);
  });

  it('of a type that the profile lacks are faults by their place', () => {
    const plan = planWith([
      { type: payment.type, values },
      { type: 'other', values: {} },
    ]);
    expect(findDetailFaults(plan, { iban })).toEqual([{ kind: 'unknown_type', at: 1 }]);
  });
});

describe('the text of authorization details', () => {
  it('is read back as a person would fill the form', () => {
    const details = [
      {
        type: payment.type,
        values: {
          ...values,
          'creditorAccount.iban': iban,
          count: '2',
          urgent: 'true',
          risk: '[1]',
        },
      },
    ];
    const text = buildAuthorizationDetails(planWith(details), {}) ?? '';
    expect(readAuthorizationDetails(planWith([]), text)).toEqual(details);
  });

  it.each([
    'not json',
    '{"type":"payment_initiation"}',
    '[{"type":"other"}]',
    '[{"type":"payment_initiation","unknown":"member"}]',
    '[{"type":"payment_initiation","count":"2"}]',
    '[null]',
  ])('stays as it is where the types do not say all that is in it: %s', (text) => {
    expect(readAuthorizationDetails(planWith([]), text)).toBeUndefined();
  });
});
