import { describe, expect, it } from 'vitest';
import { replayPlan } from '../../../../src/core/flow/replay-plan.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const plan = planOf('bpce-aisp');
const recorded = {
  ...plan,
  draft: {
    ...plan.draft,
    edits: { state: 'typed', nonce: 'typed', code_challenge: 'typed', scope: 'aisp', prompt: null },
    extra: [
      { name: 'password', value: '{{captured#12345678}}' },
      { name: 'ui_locales', value: 'fr' },
    ],
    resources: ['https://api.example', 'https://api.example?key={{captured#12345678}}'],
    authorizationDetails: [
      { type: 'payment', values: { amount: '1', creditorKey: '{{captured#12345678}}' } },
    ],
  },
};

describe('the plan of a flow that is run again', () => {
  it('keeps what was chosen, and nothing that must be fresh or was masked', () => {
    const { draft } = replayPlan(recorded);
    expect(draft.edits).toEqual({ scope: 'aisp', prompt: null });
    expect(draft.extra).toEqual([{ name: 'ui_locales', value: 'fr' }]);
    expect(draft.resources).toEqual(['https://api.example']);
    expect(draft.authorizationDetails).toEqual([{ type: 'payment', values: { amount: '1' } }]);
    expect(draft).toMatchObject({
      environment: plan.draft.environment,
      clientId: plan.draft.clientId,
    });
  });

  it('goes to another environment and another bank code when it is told to', () => {
    const { draft } = replayPlan(recorded, {
      environment: 'live',
      variables: { bankCode: '13807' },
    });
    expect(draft.environment).toBe('live');
    expect(draft.variables).toEqual({ ...plan.draft.variables, bankCode: '13807' });
  });
});
