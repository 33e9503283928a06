import { generateKeyPairSync } from 'node:crypto';
import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  type ClientKey,
  type KeyAlgorithm,
  keyAlgorithmSchema,
  webCryptoAlgorithm,
} from '../../../../src/core/clients/client-key.ts';
import { buildClientAssertion, signingInput } from '../../../../src/core/oauth/client-assertion.ts';
import { encodeBase64url } from '../../../../src/core/tokens/base64url.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const NOW = 1_800_000_000;

function keyFor(alg: KeyAlgorithm, kid = 'made-up-kid'): ClientKey {
  return { id: 'k1', algorithms: [alg], alg, kid };
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

  it.each(keyAlgorithmSchema.options)('is good to jose when it is signed with %s', async (alg) => {
    const pair = nodePair(alg);
    const { name, hash, namedCurve, saltLength } = webCryptoAlgorithm(alg);
    const algorithm = {
      name,
      hash,
      ...(namedCurve && { namedCurve }),
      ...(saltLength && { saltLength }),
    };
    const jwk = pair.privateKey.export({ format: 'jwk' });
    const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']);
    const input = signingInput(buildClientAssertion(planOf('oidc'), keyFor(alg), NOW, 'j1'));
    const signature = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(input));
    const jwt = `${input}.${encodeBase64url(new Uint8Array(signature))}`;
    const options = { currentDate: new Date(NOW * 1000), audience: 'https://server.example/token' };
    await expect(jwtVerify(jwt, pair.publicKey, options)).resolves.toMatchObject({
      protectedHeader: { alg },
    });
  });
});

function nodePair(alg: KeyAlgorithm) {
  if (alg === 'EdDSA') return generateKeyPairSync('ed25519');
  const { namedCurve } = webCryptoAlgorithm(alg);
  return namedCurve
    ? generateKeyPairSync('ec', { namedCurve })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
}
