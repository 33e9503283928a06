import type { DescribedFinding } from '../core/lint/describe-finding.ts';
import { instantText } from '../core/lint/instant-text.ts';
import type { EpochMilliseconds } from '../core/time.ts';
import { claimDate, DATE_CLAIMS } from '../core/tokens/claim-dates.ts';
import { innerNames, meaningOf, missingMembers } from '../core/tokens/claim-meanings.ts';
import type { Claims, TokenPart } from '../core/tokens/decode-jwt.ts';
import { type DurationParts, durationParts } from '../core/tokens/duration.ts';
import { secondsUntil } from '../core/tokens/lifetime.ts';
import type { NamedToken } from '../core/tokens/recognise-text.ts';
import { expectedKind, kindOfToken, type TokenKind } from '../core/tokens/token-kind.ts';
import { columns, indent } from './columns.ts';
import { english } from './english.ts';
import { findingsText } from './findings-text.ts';

/** A token as JSON: everything but its own text. */
export function describeToken({ name, token, decoded, sd }: NamedToken, nowMs: EpochMilliseconds) {
  const header = decoded.kind === 'opaque' ? undefined : decoded.header;
  const claims = decoded.kind === 'jwt' ? decoded.claims : undefined;
  const kind = expectedKind(name) ?? kindOfToken(decoded)?.kind;
  return {
    name: name === '' ? null : name,
    kind: decoded.kind,
    is: kind ?? null,
    length: token.length,
    parts: decoded.kind === 'opaque' ? [] : decoded.parts.map(describePart),
    header: header ?? null,
    claims: claims ?? null,
    meanings: {
      header: meaningsOf('header', header, kind),
      claims: meaningsOf('claims', claims, kind),
    },
    missing: [
      ...(header ? missingMembers('header', header, kind) : []),
      ...(claims ? missingMembers('claims', claims, kind) : []),
    ],
    disclosures: sd?.disclosures.map(({ content }) => content ?? null) ?? [],
    dates: claims ? datesOf(claims, nowMs) : [],
  };
}

/** Where a part stands, in bytes from 0, end exclusive; `fault` names what is wrong with it. */
function describePart({ name, start, end, fault }: TokenPart) {
  return { name, start, end, fault: fault?.kind ?? null };
}

/** What is known of each member, by name. */
function meaningsOf(place: 'header' | 'claims', members: Claims | undefined, kind?: TokenKind) {
  const known = Object.entries(members ?? {}).flatMap(([name, value]) =>
    [name, ...innerNames(name, value)].flatMap((one) => {
      const meaning = meaningOf(place, one, kind);
      if (!meaning) return [];
      const { message, level = null, source } = meaning;
      return [[one, { meaning: english(message), level, source }] as const];
    }),
  );
  return Object.fromEntries(known);
}

/** A token for people: header, claims, what its dates mean, findings. */
export function tokenText(
  named: NamedToken,
  findings: readonly DescribedFinding[],
  nowMs: EpochMilliseconds,
): string {
  const { kind, is, length, parts, header, claims, disclosures, dates } = describeToken(
    named,
    nowMs,
  );
  const what = is ? english(`cli_kind_${is}`) : '';
  const title = [named.name, kind, what, english('cli_characters', length)].filter(
    (part) => part !== '',
  );
  const places = parts.map(({ name, start, end }) => [name, `${start}–${end}`]);
  const sections = [
    ['bytes', columns(places)],
    ['header', header && JSON.stringify(header, null, 2)],
    ['claims', claims && JSON.stringify(claims, null, 2)],
    ['disclosures', disclosures.map((one) => JSON.stringify(one)).join('\n')],
    ['bound', claims && bindingText(claims)],
    ['dates', columns(dates.map(({ claim, at, words }) => [claim, at, words]))],
    ['findings', findingsText(findings)],
  ];
  return [
    title.join(', '),
    ...sections.flatMap(([name, text]) => (text ? [`${name}\n${indent(text)}`] : [])),
  ].join('\n\n');
}

/** To what a token is bound. @see RFC 9449 §6.1, RFC 8705 §3.1 */
function bindingText({ cnf }: Claims): string {
  const { jkt, 'x5t#S256': x5t } = (cnf ?? {}) as Record<string, unknown>;
  return [
    ...(typeof jkt === 'string' ? [english('cli_bound_dpop', jkt)] : []),
    ...(typeof x5t === 'string' ? [english('cli_bound_mtls', x5t)] : []),
  ].join('\n');
}

function datesOf(claims: Claims, nowMs: EpochMilliseconds) {
  return DATE_CLAIMS.flatMap((claim) => {
    const at = claimDate(claims, claim);
    if (at === undefined) return [];
    const seconds = secondsUntil(Math.floor(at), nowMs);
    const words = english(seconds < 0 ? 'cli_ago' : 'cli_ahead', durationText(seconds));
    return [{ claim, at: instantText(at), seconds, words }];
  });
}

/** A length of time in its two largest units. */
function durationText(seconds: number): string {
  const parts = durationParts(seconds);
  const units = ['days', 'hours', 'minutes', 'seconds'] as const satisfies (keyof DurationParts)[];
  return units
    .flatMap((unit) => (parts[unit] === undefined ? [] : english(`cli_${unit}`, parts[unit])))
    .join(' ');
}
