import { createPublicKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readPem } from '../../../../src/core/certificates/pem.ts';
import { publicKeyOf } from '../../../../src/core/certificates/public-key.ts';
import { makeCertificate } from '../../../fixtures/certificates.ts';

describe('the public key of a certificate', () => {
  it('is the one that others find in it', async () => {
    const { pem } = await makeCertificate({});
    const [block] = readPem(pem);
    const expected = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
    expect(publicKeyOf(block?.hex ?? '')).toBe(expected.toString('hex'));
    expect(createPublicKey(pem).asymmetricKeyType).toBeDefined();
  });

  it.each(['', '30', '3000', '30820000', '3080', '30ffffffffff', 'ff'.repeat(50), 'zz'.repeat(9)])(
    'is not found in %s',
    (hex) => {
      expect(publicKeyOf(hex)).toBe('');
    },
  );
});
