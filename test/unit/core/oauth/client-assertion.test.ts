import { describe, expect, it } from 'vitest';
import type { ClientKey, KeyAlgorithm } from '../../../../src/core/clients/client-key.ts';
import {
  buildClientAssertion,
  buildSecretAssertion,
} from '../../../../src/core/oauth/client-assertion.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const NOW = 1_800_000_000;

function keyFor(alg: KeyAlgorithm, kid = 'made-up-kid'): ClientKey {
  return { id: 'k1', algorithms: [alg], kid };
}

describe('a client assertion', () => {
  it('names the client twice, the token endpoint, and lives for a minute', () => {
    const plan = planOf('oidc', { clientId: 'c1', clientAuthentication: 'private_key_jwt' });
    expect(buildClientAssertion(plan, keyFor('PS256'), NOW, 'j1')).toEqual({
      alg: 'PS256',
      header: { alg: 'PS256', kid: 'made-up-kid', typ: 'JWT' },
      claims: {
        iss: 'c1',
        sub: 'c1',
        aud: 'https://server.example/token',
        jti: 'j1',
        iat: NOW,
        exp: NOW + 60,
      },
    });
  });

  it('is for whom the profile says, signed with what the bank takes', () => {
    const plan = planOf('oidc', { clientId: 'c1' });
    const profile = {
      ...plan.profile,
      clientAssertion: { audience: '{authorizationEndpoint}#x', algorithms: ['RS256'] },
    };
    const key: ClientKey = { ...keyFor('PS256', ''), algorithms: ['PS256', 'RS256'] };
    const { header, claims } = buildClientAssertion({ ...plan, profile }, key, NOW, 'j1');
    expect(header).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(claims.aud).toBe('https://server.example/authorize#x');
  });
});

describe('an assertion for the client secret', () => {
  const plan = planOf('oidc', { clientId: 'c1', clientAuthentication: 'client_secret_jwt' });
  const taking = (...algorithms: string[]) => ({
    ...plan,
    profile: { ...plan.profile, clientAssertion: { algorithms } },
  });

  it('says the same, and names no key', () => {
    const { header, claims } = buildSecretAssertion(plan, NOW, 'j1');
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(claims).toEqual(buildClientAssertion(plan, keyFor('PS256'), NOW, 'j1').claims);
  });

  it.each([
    ['the first that the bank takes', taking('PS256', 'HS512', 'HS384'), 'HS512'],
    ['HS256 where the bank names none of its kind', taking('PS256'), 'HS256'],
  ])('is signed by %s', (_what, plan, alg) => {
    expect(buildSecretAssertion(plan, NOW, 'j1').header.alg).toBe(alg);
  });
});
