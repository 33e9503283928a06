import type { ReadonlySignal } from '@preact/signals';
import { type Lifetime, lifetimeState } from '../../../core/lifetimes/lifetime.ts';
import { NOW_AT, timeLine } from '../../../core/lifetimes/time-line.ts';
import { epochMilliseconds } from '../../../core/time.ts';
import { message } from '../../browser.ts';
import { durationText } from '../../ui/time-text.ts';
import { useVisibleNow } from '../../ui/visible-now.ts';
import './lifetimes.css';

export interface TimeLineProps {
  /** newest first */
  lifetimes: readonly Lifetime[];
  nowMs: ReadonlySignal<number>;
}

const SCALE = [3600, 86_400, 30 * 86_400, 180 * 86_400];
/** In percent: the words of a mark further on stand before it, so that they stay in the picture. */
const LAST_CENTRED = 80;
/** More would be no picture. */
const ROWS = 60;

/** Everything of a client that ends, as bars on one line of time; in words beside each for who cannot see them. */
export function TimeLine({ lifetimes, nowMs }: TimeLineProps) {
  const [ref, now] = useVisibleNow<HTMLTableElement>(nowMs);
  const shown = lifetimes.slice(0, ROWS);
  const moments = shown.flatMap(({ fromMs, ends }) => [fromMs, ...ends.map(epochMilliseconds)]);
  const place = timeLine(moments, now);
  const last = Math.max(...moments);
  const marks = SCALE.filter((seconds) => now + seconds * 1000 <= last);
  return (
    <table class="time-line" ref={ref}>
      <caption class="subtle">{message('lifetimes_count', shown.length, lifetimes.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{message('lifetimes_what')}</th>
          <th scope="col">
            <span class="visually-hidden">{message('lifetimes_when')}</span>
            <span class="scale subtle" aria-hidden="true">
              <span style={{ insetInlineStart: `${NOW_AT}%` }}>{message('lifetimes_now')}</span>
              {marks.map((seconds) => {
                const at = place(now + seconds * 1000);
                return (
                  <span
                    key={seconds}
                    class={at > LAST_CENTRED ? 'before' : undefined}
                    style={{ insetInlineStart: `${at}%` }}
                  >
                    {durationText(seconds)}
                  </span>
                );
              })}
            </span>
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((lifetime) => (
          <Row
            key={`${lifetime.kind} ${lifetime.id}`}
            lifetime={lifetime}
            now={now}
            place={place}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  lifetime: Lifetime;
  now: number;
  place(atMs: number): number;
}

function Row({ lifetime, now, place }: RowProps) {
  const { kind, fromMs, ends, source } = lifetime;
  const state = lifetimeState(lifetime, now);
  const name = message(`lifetime_${kind}`);
  const nearest = Math.min(...ends);
  const furthest = Math.max(...ends);
  const bar = (from: number, to: number) => ({
    insetInlineStart: `${place(from)}%`,
    inlineSize: `max(2px, ${place(to) - place(from)}%)`,
  });
  const words = [
    message('lifetime_from', clockText(fromMs)),
    ...ends.map((end) => message('lifetime_until', clockText(epochMilliseconds(end)))),
    message(`lifetime_by_${source}`),
  ];
  return (
    <tr class={state}>
      <th scope="row">
        {lifetime.gone ? <s>{name}</s> : name}
        <span class="subtle">{message(`lifetime_is_${state}`)}</span>
      </th>
      <td title={words.join('\n')}>
        <span class="visually-hidden">{words.join('. ')}</span>
        <span class="line" aria-hidden="true">
          {ends.length > 0 && (
            <>
              <span class="bar" style={bar(fromMs, epochMilliseconds(nearest))} />
              <span
                class="bar other"
                style={bar(epochMilliseconds(nearest), epochMilliseconds(furthest))}
                hidden={nearest === furthest}
              />
            </>
          )}
          <span class="now" style={{ insetInlineStart: `${NOW_AT}%` }} />
        </span>
      </td>
    </tr>
  );
}

function clockText(atMs: number): string {
  const words = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(message('locale_tag'), words).format(atMs);
}
