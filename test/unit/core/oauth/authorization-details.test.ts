import { describe, expect, it } from 'vitest';
import type { AuthorizationDetailType } from '../../../../src/core/banks/authorization-detail-type.ts';
import { findDetailFaults } from '../../../../src/core/oauth/authorization-detail-faults.ts';
import { buildAuthorizationDetails } from '../../../../src/core/oauth/authorization-details.ts';
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

  it.each([
    ['count', '-3'],
    ['count', '12.50'],
    ['count', '123456789012345'],
    ['urgent', 'true'],
    ['urgent', 'false'],
    ['risk', '[{"level":null}]'],
  ])('have no fault with %s: %s', (member, value) => {
    const typed = { ...values, [member]: value };
    const plan = planWith([{ type: payment.type, values: typed }]);
    expect(findDetailFaults(plan, { iban })).toEqual([]);
  });

  it.each(['1 2', 'x1', '1x', '1.', '1.x', '1234567890123456'])(
    'have a number, not %s',
    (count) => {
      const plan = planWith([{ type: payment.type, values: { ...values, count } }]);
      expect(findDetailFaults(plan, { iban })).toMatchObject([{ kind: 'not_a_number' }]);
    },
  );

  it('take braces in JSON for JSON, not for a place that is filled later', () => {
    const typed = { ...values, risk: '{later}' };
    const plan = planWith([{ type: payment.type, values: typed }]);
    expect(findDetailFaults(plan, { iban })).toMatchObject([{ kind: 'not_json' }]);
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

  it('is read back whatever the order of its members', () => {
    const text = `[{"risk":{"level":"low"},"creditorAccount":{"iban":"${iban}"},"instructedAmount":
      {"currency":"EUR","amount":"12.50"},"actions":["initiate","status"],"type":"payment_initiation"}]`;
    expect(readAuthorizationDetails(planWith([]), text)).toMatchObject([
      { type: payment.type, values: { ...values, 'creditorAccount.iban': iban } },
    ]);
  });

  it.each(['"low"', 'null', '{"b":1,"a":[2,1]}'])('is read back with JSON in it: %s', (risk) => {
    const details = [{ type: payment.type, values: { ...values, risk } }];
    const text = buildAuthorizationDetails(planWith(details), { iban }) ?? '';
    expect(readAuthorizationDetails(planWith([]), text)?.[0]?.values.risk).toBe(risk);
  });

  it.each([
    '[{"type":"payment_initiation"},{"type":"other"}]',
    '["payment_initiation"]',
    '[{"type":1}]',
    '[{"type":"payment_initiation","instructedAmount":null}]',
    '[{"type":"payment_initiation","instructedAmount":"EUR"}]',
    '[{"type":"payment_initiation","actions":["status","initiate"],"actions.0":"x"}]',
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
