import { err, ok, type Result } from '../result.ts';
import type { EpochMilliseconds } from '../time.ts';
import { type DerElement, hexOf, inside, readDer, readText } from './der.ts';
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

/** Reads a certificate from PEM (of a chain the first) or base64. @see RFC 5280 §4.1 */
export function readCertificate(text: string): Result<Certificate, CertificateFault> {
  // Said first: a key file often holds the certificate too, and must not be kept for its sake.
  if (/PRIVATE KEY/.test(text)) return err('private_key');
  const found = readPem(text).find(({ label }) => label.endsWith('CERTIFICATE') || label === '');
  const certificate = found?.bytes && certificateIn(found.bytes);
  return certificate ? ok(certificate) : err('no_certificate');
}

function certificateIn(bytes: Uint8Array): Certificate | undefined {
  const fields = inside(inside(readDer(bytes)[0])[0]);
  // The version is left out in certificates of version 1.
  const [, , , validity, subject] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  const [notBeforeMs = Number.NaN, notAfterMs = Number.NaN] = inside(validity).map(instant);
  if (Number.isNaN(notBeforeMs + notAfterMs)) return undefined;
  const hex = hexOf(bytes);
  return {
    organizationIdentifier: organizationIdentifierIn(subject),
    // 0.4.0.19495.1.1 to .4: nothing else in a certificate looks like one of them.
    roles: ROLES.filter((_role, index) => hex.includes(`0607040081982701${`0${index + 1}`}`)),
    notBeforeMs,
    notAfterMs,
  };
}

/** The subject's attribute 2.5.4.97. @see RFC 5280 §4.1.2.6 */
function organizationIdentifierIn(subject: DerElement | undefined): string | undefined {
  const parts = inside(subject).flatMap(inside).map(inside);
  const part = parts.find(([type]) => type && hexOf(type.content) === '550461');
  return part && readText(part[1]);
}

/** A UTCTime (tag 0x17) has two digits of the year. @see RFC 5280 §4.1.2.5 */
function instant(element: DerElement): EpochMilliseconds {
  const text = readText(element);
  const century = element.tag !== 0x17 ? '' : text < '5' ? '20' : '19';
  const iso = '$1-$2-$3T$4:$5:$6Z';
  return Date.parse((century + text).replace(/^(....)(..)(..)(..)(..)(..)Z$/, iso));
}
