import type { BrowserKind } from '../../scripts/browser/browser-places.ts';
import type { Fault } from './account.ts';
import type { CaptureSoak } from './capture-soak.ts';
import type { FlowSoak } from './flow-count.ts';
import type { Trend } from './trend.ts';

/** What the whole of it came to in one browser. */
export interface Soak extends FlowSoak {
  browser: BrowserKind;
  version: string;
  seed: number;
  seconds: number;
  wanted: { flows: number; hostile: number };
  captures: CaptureSoak;
}

/** True when nothing is stuck, lost, doubled or growing, nor missed where somebody could see it. */
export function isClean({ faults, trends, captures, stored, shown }: Soak): boolean {
  const { missed, duplicates } = captures;
  const grows = trends.some(({ verdict }) => verdict === 'grows');
  const isComplete = missed.every(({ isKnownLimit }) => isKnownLimit);
  return faults.length === 0 && !grows && stored === shown && isComplete && duplicates === 0;
}

/** The counts in words; what is wrong stands before them, and the last line says it all. */
export function describeSoak(soak: Soak): string {
  const { browser, version, seed, seconds, faults, trends, captures, ends } = soak;
  const { counts, duplicates, missed } = captures;
  const captured = Object.entries(counts).map(
    ([panel, count]) => `${count.captured} of ${count.tried} (${panel})`,
  );
  return [
    `${browser} ${version}, seed ${seed}, ${seconds} s`,
    ...faults.map(({ kind, flow, why }) => `  ${kind.toUpperCase()} ${flow}: ${why}`),
    ...missed.map(({ cell }) => `  NOT CAPTURED ${cell}`),
    ...trends.map((trend) => `  ${describeTrend(trend)}`),
    `  ends: ${Object.entries(ends)
      .map(([phase, count]) => `${count} ${phase}`)
      .join(', ')}`,
    `P10 captured ${captured.join(', ')}, duplicates ${duplicates}`,
    countLine(soak),
  ].join('\n');
}

function describeTrend({ what, unit, slope, tolerance, readings, verdict }: Trend): string {
  if (verdict === 'too_few') return `${what}: ${readings.length} readings say nothing of a trend`;
  const sign = slope > 0 ? '+' : '';
  return `${what}: ${sign}${slope.toFixed(2)} ${unit} a flow, at most ${tolerance}: ${verdict} (${readings.join(' ')})`;
}

function countLine({ browser, oidc, hostile, wanted, kills, stored, shown, faults, trends }: Soak) {
  const of = (done: number, all: number) => (done === all ? `${done}` : `${done} of ${all}`);
  const count = (...kinds: Fault['kind'][]) =>
    faults.filter(({ kind }) => kinds.includes(kind)).length;
  const judged = trends.filter(({ verdict }) => verdict !== 'too_few');
  const grown = judged.filter(({ verdict }) => verdict === 'grows').length;
  const facts = [
    `${count('stuck')} stuck`,
    `${count('lost')} lost`,
    `${count('duplicate')} duplicates`,
    `${count('spent_twice')} spent twice`,
    `${count('disagrees')} against the bank's log`,
    judged.length > 0 ? `${grown} growth` : 'growth not judged',
  ];
  const listed = stored === shown && count('not_as_shown') === 0 ? '=' : '≠';
  return `${browser}: ${of(oidc, wanted.flows)} flows at oidc-provider, ${of(hostile, wanted.hostile)} at the hostile bank, ${kills} kills: ${facts.join(', ')}; stored ${stored} ${listed} shown ${shown}`;
}
