// The library finds its decorators' data through this; it must come first.
import 'reflect-metadata';
import { createHash, KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { CertifiedKey } from './certified-key.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 24 * 3600 * 1000;

/** What a leaf certificate says. */
export interface LeafRequest {
  /** A distinguished name, for example `CN=…, 2.5.4.97=PSDFR-ACPR-12345`. */
  subject: string;
  use: 'server' | 'client';
  /** Host names; `*.` stands for one label. */
  hosts?: readonly string[];
  /** Days from now at which it ends; negative for one that has expired. 90 unless said. */
  endsInDays?: number;
}

/** A certificate authority that exists for one run and vouches for nothing outside of it. */
export interface CertificateAuthority {
  /** Its own certificate. */
  certificatePem: string;
  certificateDer: Buffer;
  /** Base64 of the SHA-256 of its public key, as `--ignore-certificate-errors-spki-list` takes it. */
  spkiSha256: string;
  issue(request: LeafRequest): Promise<CertifiedKey>;
}

/**
 * Makes an authority in memory. The leaf's chain holds the authority's certificate too.
 *
 * @param nowMs milliseconds since the epoch, on the browser's clock rather than the banks'
 * @see RFC 5280 §4.2
 */
export async function createAuthority(
  commonName: string,
  nowMs: number,
): Promise<CertificateAuthority> {
  x509.cryptoProvider.set(webcrypto as Crypto);
  const keys = await generateKeys();
  const own = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=${commonName}`,
    notBefore: new Date(nowMs - 30 * dayMs),
    notAfter: new Date(nowMs + 300 * dayMs),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const certificatePem = pem(own);
  const spki = KeyObject.from(keys.publicKey as webcrypto.CryptoKey);

  async function issue(request: LeafRequest): Promise<CertifiedKey> {
    const leafKeys = await generateKeys();
    const usage = request.use === 'server' ? 'serverAuth' : 'clientAuth';
    const names = (request.hosts ?? []).map((value) => ({ type: 'dns' as const, value }));
    const leaf = await x509.X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      subject: request.subject,
      issuer: own.subject,
      notBefore: new Date(nowMs - 20 * dayMs),
      notAfter: new Date(nowMs + (request.endsInDays ?? 90) * dayMs),
      signingKey: keys.privateKey,
      publicKey: leafKeys.publicKey,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage[usage]]),
        ...(names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names)]),
        await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    const certificate = new X509Certificate(pem(leaf));
    return {
      certificatePem: pem(leaf),
      chainPem: `${pem(leaf)}${certificatePem}`,
      certificateDer: certificate.raw,
      key: KeyObject.from(leafKeys.privateKey as webcrypto.CryptoKey),
    };
  }

  return {
    certificatePem,
    certificateDer: new X509Certificate(certificatePem).raw,
    spkiSha256: createHash('sha256')
      .update(spki.export({ type: 'spki', format: 'der' }))
      .digest('base64'),
    issue,
  };
}

function generateKeys() {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** Positive, and not the same twice: browsers refuse two certificates of one issuer and number. */
function serialNumber(): string {
  return `01${randomBytes(15).toString('hex')}`;
}

/** With a newline at its end, without which a chain of two cannot be read. */
function pem(certificate: x509.X509Certificate): string {
  return `${certificate.toString('pem').trim()}\n`;
}
