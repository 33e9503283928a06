import { err, ok, type Result } from '../result.ts';
import type { EpochMilliseconds } from '../time.ts';
import { readPem } from './pem.ts';

/** The payment services of a certificate's holder, in the order of their identifiers. @see ETSI TS 119 495 §5.1 */
const ROLES = ['PSP_AS', 'PSP_PI', 'PSP_AI', 'PSP_IC'] as const;

/** What a certificate says of its holder. */
export interface Certificate {
  /** e.g. `PSDFR-ACPR-12345`. @see ETSI TS 119 495 §5.2.1 */
  organizationIdentifier: string | undefined;
  roles: (typeof ROLES)[number][];
  notBeforeMs: EpochMilliseconds;
  notAfterMs: EpochMilliseconds;
}

/** Why a text is no certificate that can be read. */
export type CertificateFault = 'private_key' | 'no_certificate';

/** Two UTCTime (17) or GeneralizedTime (18) in a row: the validity, with the subject behind it. @see RFC 5280 §4.1.2.5 */
const VALIDITY = /(?:170d|180f)((?:3\d){12,14})5a(?:170d|180f)((?:3\d){12,14})5a(.*)/;
/** 2.5.4.97, then a string with its length. @see RFC 5280 §4.1.2.4 */
const ORGANIZATION_IDENTIFIER = /0603550461..(..)(.*)/;

/**
 * Reads a certificate from PEM, of a chain the first. What is wanted of it has so distinct a form in DER that
 * it is looked for in the hex, which needs no reader of all the rest.
 */
export function readCertificate(text: string): Result<Certificate, CertificateFault> {
  // Said first: a key file often holds the certificate too, and must not be kept for its sake.
  if (/PRIVATE KEY/.test(text)) return err('private_key');
  const hex = readPem(text).find(({ label }) => label.endsWith('CERTIFICATE'))?.hex ?? '';
  const [, from = '', to = '', behind = ''] = VALIDITY.exec(hex) ?? [];
  const [notBeforeMs, notAfterMs] = [instant(from), instant(to)];
  if (Number.isNaN(notBeforeMs + notAfterMs)) return err('no_certificate');
  const [, length = '', value = ''] = ORGANIZATION_IDENTIFIER.exec(behind) ?? [];
  return ok({
    organizationIdentifier: textOf(value.slice(0, Number.parseInt(length, 16) * 2)) || undefined,
    // 0.4.0.19495.1.1 to .4
    roles: ROLES.filter((_role, index) => behind.includes(`06070400819827010${index + 1}`)),
    notBeforeMs,
    notAfterMs,
  });
}

/** The year has two digits before 2050. */
function instant(hex: string): EpochMilliseconds {
  const text = textOf(hex);
  const century = text.length > 12 ? '' : text < '5' ? '20' : '19';
  const iso = '$1-$2-$3T$4:$5:$6Z';
  return Date.parse((century + text).replace(/^(....)(..)(..)(..)(..)(..)$/, iso));
}

function textOf(hex: string): string {
  return hex.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)));
}
