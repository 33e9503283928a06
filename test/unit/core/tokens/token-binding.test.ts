import { describe, expect, it } from 'vitest';
import type { TokenRecord } from '../../../../src/core/flow/flow-event.ts';
import type { CallState, FlowState } from '../../../../src/core/flow/flow-state.ts';
import { tokenBinding } from '../../../../src/core/tokens/token-binding.ts';
import { jsonAnswer } from '../../../fixtures/answers.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const dpopKey = { id: 'dpop:f', alg: 'ES256', jwk: {}, thumbprint: 'ours' } as const;
const started: FlowState['started'] = {
  kind: 'started',
  plan: planOf('oidc'),
  bank: 'Practice',
  secrets: [],
  findings: [],
};

const token = (cnf?: object, token_type = 'DPoP'): TokenRecord => ({
  secret: { id: 't', kind: 'access_token', length: 9, fingerprint: '0badcafe' },
  kind: 'access_token',
  token_type,
  receivedAtMs: 0,
  ...(cnf && { jwt: { header: {}, claims: { cnf } } }),
});

const introspected = (cnf: object, uses = 't'): CallState => ({
  callId: 'c',
  purpose: 'introspection',
  name: 'introspect',
  request: { method: 'POST', url: 'https://bank.example/introspect', headers: [], parameters: [] },
  uses,
  preparedAtMs: 0,
  answer: jsonAnswer(200, { active: true, cnf }),
  outcome: 'api_ok',
  findings: [],
});

const flow = (calls: CallState[] = []) => ({ started: { ...started, dpopKey }, calls });

describe('what a token is bound to', () => {
  it('is what it says itself, compared with the key of its flow', () => {
    expect(tokenBinding(token({ jkt: 'ours' }), flow())).toEqual({
      by: 'dpop',
      thumbprint: 'ours',
      told: 'in_token',
      agrees: true,
    });
    expect(tokenBinding(token({ jkt: 'theirs' }), flow())?.agrees).toBe(false);
    expect(tokenBinding(token({ jkt: 'x' }), { started, calls: [] })?.agrees).toBeUndefined();
  });

  it('is a certificate, compared only where ours is known', () => {
    const bound = token({ 'x5t#S256': 'c' }, 'Bearer');
    expect(tokenBinding(bound, flow())).toMatchObject({ by: 'mtls', agrees: undefined });
    expect(tokenBinding(bound, flow(), 'c')?.agrees).toBe(true);
    expect(tokenBinding(bound, flow(), 'd')?.agrees).toBe(false);
  });

  it('is what the bank says of a token that nobody else can read', () => {
    const calls = [introspected({ jkt: 'ours' }), introspected({ jkt: 'x' }, 'another')];
    expect(tokenBinding(token(), flow(calls))).toMatchObject({
      told: 'by_introspection',
      thumbprint: 'ours',
      agrees: true,
    });
  });

  it('is what its type says, else nothing', () => {
    expect(tokenBinding(token(), flow())).toEqual({
      by: 'dpop',
      thumbprint: undefined,
      told: 'by_type',
      agrees: undefined,
    });
    expect(tokenBinding(token(undefined, 'Bearer'), flow())).toBeUndefined();
  });
});
