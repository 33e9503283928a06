import { err, ok, type Result } from '../result.ts';
import type { EpochMilliseconds } from '../time.ts';
import { type DerElement, inside, readDer, readOid, readText, TAG } from './der.ts';
import { readPem } from './pem.ts';

/** The payment services of a certificate's holder. @see ETSI TS 119 495 §5.1 */
export type PspRole = 'PSP_AS' | 'PSP_PI' | 'PSP_AI' | 'PSP_IC';

/** What a certificate says of its holder. */
export interface Certificate {
  /** parts in the order of the certificate, `CN=…, O=…` */
  subject: string;
  issuer: string;
  /** e.g. `PSDFR-ACPR-12345`. @see ETSI TS 119 495 §5.2.1 */
  organizationIdentifier: string | undefined;
  roles: PspRole[];
  /** the authority that gave them: its name, and its id such as `FR-ACPR` */
  authority: { name: string; id: string } | undefined;
  /** what it is qualified for: `web` is a QWAC, `eseal` a QSealC. @see ETSI EN 319 412-5 §4.2.3 */
  qualifiedFor: ('esign' | 'eseal' | 'web')[];
  notBeforeMs: EpochMilliseconds;
  notAfterMs: EpochMilliseconds;
  /** `RSA 2048`, `EC P-256`, …; the OID of a kind that is not known here */
  key: string;
}

/** Why a text is no certificate that can be read. */
export type CertificateFault = 'private_key' | 'no_certificate' | 'unreadable';

/** Reads a certificate from PEM (of a chain the first) or base64. @see RFC 5280 §4.1 */
export function readCertificate(text: string): Result<Certificate, CertificateFault> {
  const blocks = readPem(text);
  // Said first: a key file often holds the certificate too, and must not be kept for its sake.
  if (/PRIVATE KEY/.test(text)) return err('private_key');
  const found = blocks.find(({ label }) => label.endsWith('CERTIFICATE') || label === '');
  if (!found) return err('no_certificate');
  const certificate = found.bytes && certificateIn(found.bytes);
  return certificate ? ok(certificate) : err('unreadable');
}

function certificateIn(bytes: Uint8Array): Certificate | undefined {
  const [tbs] = inside(readDer(bytes)[0]);
  const fields = inside(tbs);
  // The version is left out in certificates of version 1.
  const [, , issuer, validity, subject, key] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  const [notBefore, notAfter] = inside(validity).map(instant);
  if (!key || notBefore === undefined || notAfter === undefined) return undefined;
  const names = namesIn(subject);
  const statements = statementsIn(fields.find(({ tag }) => tag === 0xa3));
  const psd2 = inside(statements.get('0.4.0.19495.2'));
  const types = inside(statements.get('0.4.0.1862.1.6')).map(readOid);
  const [roles, name, id] = psd2;
  return {
    subject: nameText(names),
    issuer: nameText(namesIn(issuer)),
    organizationIdentifier: names.find(([oid]) => oid === ORGANIZATION_IDENTIFIER)?.[1],
    roles: inside(roles).flatMap((role) => ROLES[readOid(inside(role)[0])] ?? []),
    authority: psd2.length > 0 ? { name: readText(name), id: readText(id) } : undefined,
    qualifiedFor: types.flatMap((type) => QUALIFIED_FOR[type] ?? []),
    notBeforeMs: notBefore,
    notAfterMs: notAfter,
    key: keyText(key),
  };
}

const ORGANIZATION_IDENTIFIER = '2.5.4.97';

const NAME_PARTS: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  [ORGANIZATION_IDENTIFIER]: 'organizationIdentifier',
};

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

/** Name parts as OID and text. @see RFC 5280 §4.1.2.4 */
function namesIn(name: DerElement | undefined): [oid: string, text: string][] {
  return inside(name)
    .flatMap(inside)
    .map((part) => {
      const [type, value] = inside(part);
      return [readOid(type), readText(value)];
    });
}

function nameText(names: readonly [oid: string, text: string][]): string {
  return names.map(([oid, text]) => `${NAME_PARTS[oid] ?? oid}=${text}`).join(', ');
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

const CURVES: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
  '1.3.132.0.10': 'secp256k1',
};

/** A curve as people call it; its OID where it has no name here, empty where there is none. */
function curveName(oid: DerElement | undefined): string {
  return CURVES[readOid(oid)] ?? readOid(oid);
}

/** @see RFC 3279 §2.3 */
function keyText(info: DerElement): string {
  const [algorithm, bits] = inside(info);
  const [type, parameters] = inside(algorithm);
  const oid = readOid(type);
  if (oid === '1.2.840.10045.2.1') return `EC ${curveName(parameters)}`;
  if (oid === '1.3.101.112') return 'Ed25519';
  if (!oid.startsWith('1.2.840.113549.1.1.')) return oid;
  const [modulus] = inside(readDer(bits?.content.subarray(1) ?? new Uint8Array())[0]);
  return `RSA ${bitLength(modulus?.content)}`;
}

/** Bits of a positive integer, without zeros in front. */
function bitLength(integer: Uint8Array | undefined): number {
  const first = integer?.findIndex((byte) => byte !== 0) ?? -1;
  if (!integer || first < 0) return 0;
  return (integer.length - first - 1) * 8 + (32 - Math.clz32(integer[first] ?? 0));
}
