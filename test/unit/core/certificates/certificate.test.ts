import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCertificate } from '../../../../src/core/certificates/certificate.ts';
import { readPem } from '../../../../src/core/certificates/pem.ts';
import { runs } from '../../../extent.ts';
import { makeCertificate } from '../../../fixtures/certificates.ts';

describe('a certificate', () => {
  it('tells who may do what, and until when', async () => {
    const { pem } = await makeCertificate({ roles: ['PSP_AI', 'PSP_PI'] });
    expect(readCertificate(pem)).toEqual({
      ok: true,
      value: {
        organizationIdentifier: 'PSDFR-ACPR-12345',
        roles: ['PSP_PI', 'PSP_AI'],
        notBeforeMs: Date.UTC(2026, 0, 1),
        notAfterMs: Date.UTC(2027, 0, 1),
      },
    });
  });

  it('is found first in a chain', async () => {
    const [own, other] = await Promise.all([
      makeCertificate({}),
      makeCertificate({ organizationIdentifier: 'PSDDE-BAFIN-54321' }),
    ]);
    const expected = { value: { organizationIdentifier: 'PSDFR-ACPR-12345' } };
    expect(readCertificate(`a note\n${own.pem}\r\n${other.pem}`)).toMatchObject(expected);
  });

  it('says nothing of services where it is an ordinary one', async () => {
    const { pem } = await makeCertificate({ roles: undefined });
    expect(readCertificate(pem)).toMatchObject({
      value: { roles: [] },
    });
  });

  it('ends after 2049 too', async () => {
    const { pem } = await makeCertificate({ notAfter: new Date(Date.UTC(2055, 4, 6, 7, 8, 9)) });
    expect(readCertificate(pem)).toMatchObject({
      value: { notAfterMs: Date.UTC(2055, 4, 6, 7, 8, 9) },
    });
  });

  it.each([
    [
      'a private key',
      '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
      'private_key',
    ],
    [
      'a public key',
      '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
      'no_certificate',
    ],
    ['words', 'my certificate', 'no_certificate'],
    ['nothing', '', 'no_certificate'],
    [
      'garbage between the lines',
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
      'no_certificate',
    ],
  ])('is refused when it is %s', (_what, text, error) => {
    expect(readCertificate(text)).toEqual({ ok: false, error });
  });

  it('is refused beside its private key', async () => {
    const { pem } = await makeCertificate({});
    const text = `${pem}\n-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----`;
    expect(readCertificate(text)).toEqual({ ok: false, error: 'private_key' });
  });

  it('never breaks the reader, however it is damaged', async () => {
    const { bytes } = await makeCertificate({ roles: ['PSP_IC'] });
    const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(damage, fc.nat(bytes.length), (changes, length) => {
        const copy = bytes.slice(0, length || bytes.length);
        for (const [at, value] of changes) if (at < copy.length) copy[at] = value;
        const base64 = Buffer.from(copy).toString('base64');
        readCertificate(`-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`);
      }),
      { numRuns: runs(500) },
    );
  });
});

it('PEM is read in time from any text', () => {
  fc.assert(fc.property(fc.string(), (text) => void readPem(`-----BEGIN A-----${text}`)));
  expect(readPem('-----BEGIN '.repeat(20_000))).toEqual([]);
});
