import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Lifetime } from '../../../core/lifetimes/lifetime.ts';
import { nowMs } from '../../flows/example-flow.fixture.ts';
import { TimeLine } from './TimeLine.tsx';
import { TimeTable } from './TimeTable.tsx';

const DAY = 86_400;

/** A lifetime that began so many seconds ago and ends in so many. */
function lifetime(
  kind: Lifetime['kind'],
  ago: number,
  ends: number[],
  change: Partial<Lifetime> = {},
): Lifetime {
  return {
    kind,
    id: `${kind}-${ago}`,
    fromMs: nowMs - ago * 1000,
    ends: ends.map((end) => nowMs / 1000 + end),
    source: 'answer',
    ...change,
  };
}

const one = [
  lifetime('access_token', 600, [3000]),
  lifetime('access_token', 4200, [-600], { gone: 'replaced' }),
  lifetime('refresh_token', 4200, [180 * DAY, 90 * DAY], { source: 'profile' }),
  lifetime('consent', 4260, [180 * DAY, 90 * DAY], { source: 'profile' }),
  lifetime('id_token', 4200, [-3000], { source: 'jwt' }),
];

/** Every state of the time line. */
export const fixtures: Record<string, () => JSX.Element> = {
  oneFlow: () => draw(one),
  doubtful: () => draw([lifetime('refresh_token', 100 * DAY, [80 * DAY, -10 * DAY])]),
  many: () => draw(Array.from({ length: 70 }, (_, at) => lifetime('access_token', at, [60 * at]))),
  asTable: () => <TimeTable lifetimes={one} nowMs={signal(nowMs)} />,
  code: () => draw([lifetime('authorization_code', 20, [40]), lifetime('request_uri', 50, [40])]),
};

function draw(lifetimes: Lifetime[]): JSX.Element {
  return <TimeLine lifetimes={lifetimes} nowMs={signal(nowMs)} />;
}
