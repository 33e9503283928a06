import { err, ok, type Result } from '../result.ts';
import type { EpochMilliseconds } from '../time.ts';
import { type DerElement, inside, readDer, readOid, readText, TAG } from './der.ts';
import { readPem } from './pem.ts';

/** The payment services of a certificate's holder. @see ETSI TS 119 495 §5.1 */
export type PspRole = 'PSP_AS' | 'PSP_PI' | 'PSP_AI' | 'PSP_IC';

/** What a certificate says of its holder. */
export interface Certificate {
  /** e.g. `PSDFR-ACPR-12345`. @see ETSI TS 119 495 §5.2.1 */
  organizationIdentifier: string | undefined;
  roles: PspRole[];
  /** what it is qualified for: `web` is a QWAC, `eseal` a QSealC. @see ETSI EN 319 412-5 §4.2.3 */
  qualifiedFor: ('esign' | 'eseal' | 'web')[];
  notBeforeMs: EpochMilliseconds;
  notAfterMs: EpochMilliseconds;
}

/** Why a text is no certificate that can be read. */
export type CertificateFault = 'private_key' | 'no_certificate';

/** Reads a certificate from PEM (of a chain the first) or base64. @see RFC 5280 §4.1 */
export function readCertificate(text: string): Result<Certificate, CertificateFault> {
  const blocks = readPem(text);
  // Said first: a key file often holds the certificate too, and must not be kept for its sake.
  if (/PRIVATE KEY/.test(text)) return err('private_key');
  const found = blocks.find(({ label }) => label.endsWith('CERTIFICATE') || label === '');
  const certificate = found?.bytes && certificateIn(found.bytes);
  return certificate ? ok(certificate) : err('no_certificate');
}

function certificateIn(bytes: Uint8Array): Certificate | undefined {
  const [tbs] = inside(readDer(bytes)[0]);
  const fields = inside(tbs);
  // The version is left out in certificates of version 1.
  const [, , , validity, subject] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  const [notBeforeMs, notAfterMs] = inside(validity).map(instant);
  if (notBeforeMs === undefined || notAfterMs === undefined) return undefined;
  const statements = statementsIn(fields.find(({ tag }) => tag === 0xa3));
  const [roles] = inside(statements.get('0.4.0.19495.2'));
  const types = inside(statements.get('0.4.0.1862.1.6')).map(readOid);
  return {
    organizationIdentifier: organizationIdentifierIn(subject),
    roles: inside(roles).flatMap((role) => ROLES[readOid(inside(role)[0])] ?? []),
    qualifiedFor: types.flatMap((type) => QUALIFIED_FOR[type] ?? []),
    notBeforeMs,
    notAfterMs,
  };
}

const ROLES: Readonly<Record<string, PspRole>> = {
  '0.4.0.19495.1.1': 'PSP_AS',
  '0.4.0.19495.1.2': 'PSP_PI',
  '0.4.0.19495.1.3': 'PSP_AI',
  '0.4.0.19495.1.4': 'PSP_IC',
};

const QUALIFIED_FOR: Readonly<Record<string, Certificate['qualifiedFor'][number]>> = {
  '0.4.0.1862.1.6.1': 'esign',
  '0.4.0.1862.1.6.2': 'eseal',
  '0.4.0.1862.1.6.3': 'web',
};

/** @see RFC 5280 §4.1.2.6 */
function organizationIdentifierIn(subject: DerElement | undefined): string | undefined {
  const parts = inside(subject).flatMap(inside).map(inside);
  const part = parts.find(([type]) => readOid(type) === '2.5.4.97');
  return part && readText(part[1]);
}

/** The statements of a qualified certificate, by OID. @see RFC 3739 §3.2.6 */
function statementsIn(extensions: DerElement | undefined): Map<string, DerElement | undefined> {
  const extension = inside(inside(extensions)[0]).find(
    (one) => readOid(inside(one)[0]) === '1.3.6.1.5.5.7.1.3',
  );
  const [list] = inside(inside(extension).at(-1));
  return new Map(
    inside(list).map((statement) => {
      const [type, info] = inside(statement);
      return [readOid(type), info];
    }),
  );
}

/** @see RFC 5280 §4.1.2.5 */
function instant(element: DerElement): EpochMilliseconds | undefined {
  const text = readText(element);
  const year = Number(text.slice(0, 2));
  const full = element.tag === TAG.utcTime ? `${year < 50 ? 20 : 19}${text}` : text;
  const [, date = '', time = ''] = /^(\d{8})(\d{6})Z$/.exec(full) ?? [];
  const iso = `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`;
  const atMs = Date.parse(iso);
  return Number.isNaN(atMs) ? undefined : atMs;
}
