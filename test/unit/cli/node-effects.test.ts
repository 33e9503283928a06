import { X509Certificate } from 'node:crypto';
import { importJWK, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { nodeEffects } from '../../../src/cli/node/node-effects.ts';
import { nodeFetch } from '../../../src/cli/node/node-fetch.ts';
import { keyAlgorithmSchema } from '../../../src/core/clients/client-key.ts';
import { signJwt } from '../../../src/engine/sign-jwt.ts';
import { makeCertificate } from '../../fixtures/certificates.ts';

const parts = { clock: { nowMs: () => 0 }, network: nodeFetch({}, {}) };

describe('a key that a command makes', () => {
  it.each(keyAlgorithmSchema.options)('signs by %s what its public half verifies', async (alg) => {
    const effects = nodeEffects(parts);
    const jwk = await effects.createKey?.('made', alg);
    expect(jwk).not.toHaveProperty('d');
    const header = { alg };
    const jwt = await signJwt(effects, { id: 'made' }, alg, { header, claims: { fake: true } });
    const verified = await jwtVerify(jwt ?? '', await importJWK(jwk ?? {}, alg));
    expect(verified.payload).toEqual({ fake: true });
    expect(await effects.sign?.('another', alg, new Uint8Array(1))).toBeUndefined();
    const other = alg === 'ES256' ? 'PS256' : 'ES256';
    expect(await effects.sign?.('made', other, new Uint8Array(1))).toBeUndefined();
  });
});

describe('the certificate of a command', () => {
  it('is known by its thumbprint', async () => {
    const { pem } = await makeCertificate({});
    const { certificate, certificateThumbprint } = nodeEffects({ ...parts, certificate: pem });
    const hex = new X509Certificate(pem).fingerprint256.replaceAll(':', '');
    expect(certificate).toBe('chosen');
    expect(certificateThumbprint).toBe(Buffer.from(hex, 'hex').toString('base64url'));
  });

  it('is none, or one that nobody can read: then nothing is compared', () => {
    expect(nodeEffects(parts).certificateThumbprint).toBeUndefined();
    expect(nodeEffects({ ...parts, certificate: 'x' }).certificateThumbprint).toBeUndefined();
  });
});
