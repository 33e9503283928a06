import type { ReadonlySignal } from '@preact/signals';
import type { EpochMilliseconds } from '../../core/time.ts';
import { absoluteText, relativeText } from './time-text.ts';
import { useVisibleNow } from './visible-now.ts';

interface RelativeTimeProps {
  atMs: EpochMilliseconds;
  nowMs: ReadonlySignal<EpochMilliseconds>;
}

/** How long ago something was, redrawn by the clock; the moment itself in the tooltip. */
export function RelativeTime({ atMs, nowMs }: RelativeTimeProps) {
  const [ref, now] = useVisibleNow<HTMLTimeElement>(nowMs);
  return (
    <time
      ref={ref}
      class="numbers"
      dateTime={new Date(atMs).toISOString()}
      title={absoluteText(atMs)}
    >
      {relativeText(atMs, now)}
    </time>
  );
}
