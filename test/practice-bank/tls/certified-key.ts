import type { KeyObject } from 'node:crypto';

/** A private key and the certificate of its public half. Made for one run; opens nothing elsewhere. */
export interface CertifiedKey {
  certificatePem: string;
  /** The certificate and that of its authority. */
  chainPem: string;
  certificateDer: Buffer;
  key: KeyObject;
}

/** The private key in PKCS #8. */
export function keyPem({ key }: CertifiedKey): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
