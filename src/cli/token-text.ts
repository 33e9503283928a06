import { instantText } from '../core/lint/claim-age.ts';
import type { DescribedFinding } from '../core/lint/describe-finding.ts';
import type { EpochMilliseconds } from '../core/time.ts';
import { claimDate, DATE_CLAIMS } from '../core/tokens/claim-dates.ts';
import type { Claims } from '../core/tokens/decode-jwt.ts';
import { type DurationParts, durationParts } from '../core/tokens/duration.ts';
import { secondsUntil } from '../core/tokens/lifetime.ts';
import type { NamedToken } from '../core/tokens/recognise-text.ts';
import { columns, indent } from './columns.ts';
import { english } from './english.ts';
import { findingsText } from './findings-text.ts';

/** A token as JSON: everything but its own text. */
export function describeToken({ name, token, decoded }: NamedToken, nowMs: EpochMilliseconds) {
  return {
    name: name === '' ? null : name,
    kind: decoded.kind,
    length: token.length,
    header: decoded.kind === 'opaque' ? null : (decoded.header ?? null),
    claims: decoded.kind === 'jwt' ? (decoded.claims ?? null) : null,
    dates: decoded.kind === 'jwt' && decoded.claims ? datesOf(decoded.claims, nowMs) : [],
  };
}

/** A token for people: header, claims, what its dates mean, findings. */
export function tokenText(
  named: NamedToken,
  findings: readonly DescribedFinding[],
  nowMs: EpochMilliseconds,
): string {
  const { kind, length, header, claims, dates } = describeToken(named, nowMs);
  const title = [named.name, kind, english('cli_characters', length)].filter((part) => part !== '');
  const sections = [
    ['header', header && JSON.stringify(header, null, 2)],
    ['claims', claims && JSON.stringify(claims, null, 2)],
    ['dates', columns(dates.map(({ claim, at, words }) => [claim, at, words]))],
    ['findings', findingsText(findings)],
  ];
  return [
    title.join(', '),
    ...sections.flatMap(([name, text]) => (text ? [`${name}\n${indent(text)}`] : [])),
  ].join('\n\n');
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
