import { describe, expect, it } from 'vitest';
import type { BankProfile } from '../../../../src/core/banks/bank-profile.ts';
import { capabilitiesOf, runsHere } from '../../../../src/core/banks/capabilities.ts';
import type { RequestTemplate } from '../../../../src/core/banks/request-template.ts';
import { profileOf } from '../../../fixtures/profiles.ts';

const whole = profileOf('oidc');

function profile(change: Partial<BankProfile>): BankProfile {
  return { ...whole, ...change };
}

function withTransport(name: string, change: Partial<RequestTemplate>): BankProfile {
  const request = whole.requests[name];
  if (!request) throw new Error(`no request ${name}`);
  return profile({ requests: { ...whole.requests, [name]: { ...request, ...change } } });
}

describe('what can be done with a profile', () => {
  it('runs where the browser and the worker perform every step, a grant at a time', () => {
    expect(capabilitiesOf(whole)).toEqual([
      {
        grant: 'authorization_code',
        steps: whole.grants.authorization_code,
        reach: 'runs',
        needs: [],
      },
      {
        grant: 'client_credentials',
        steps: whole.grants.client_credentials,
        reach: 'runs',
        needs: [],
      },
    ]);
  });

  it('runs with a certificate only where live and sandbox want one', () => {
    const reach = (clientCertificate: BankProfile['clientCertificate']) =>
      capabilitiesOf(profile({ clientCertificate }))[0]?.reach;
    expect(reach('required')).toBe('runs_with_certificate');
    expect(reach('sandbox_optional')).toBe('runs');
    expect(reach('optional')).toBe('runs');
  });

  it('is explained as soon as one step is, and says why, each reason once', () => {
    const needs = ['http_signature', 'client_certificate'] as const;
    const explained = withTransport('exchange', { transport: 'explain', needs: [...needs] });
    expect(capabilitiesOf(explained)[0]).toMatchObject({ reach: 'explained', needs });
    expect(capabilitiesOf(explained)[1]).toMatchObject({ reach: 'runs', needs: [] });
    expect(runsHere(explained)).toBe(true);
  });

  it('always explains the way without OAuth', () => {
    const without = profile({ grants: {}, withoutOauth: ['api'] });
    expect(capabilitiesOf(without)).toEqual([
      { grant: 'none', steps: ['api'], reach: 'explained', needs: [] },
    ]);
    expect(runsHere(without)).toBe(false);
  });
});
