import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { type EpochMilliseconds, type EpochSeconds, epochMilliseconds } from '../../core/time.ts';
import { secondsUntil } from '../../core/tokens/lifetime.ts';
import { message } from '../browser.ts';
import { clockChange } from '../clock.ts';
import { Icon } from '../ui/Icon.tsx';
import { absoluteText, durationText } from '../ui/time-text.ts';
import { useVisibleNow } from '../ui/visible-now.ts';
import { type TimerStage, timerStage } from './timer-stage.ts';

interface TimerTextProps {
  /** what runs out, for announcements */
  name: string;
  /** `undefined` when nobody said */
  endsAt: EpochSeconds | undefined;
  nowMs: ReadonlySignal<EpochMilliseconds>;
}

/** How long a token still lives, redrawn by the clock. Announced at 60 s, at 10 s and when it is over. */
export function TimerText({ name, endsAt, nowMs }: TimerTextProps) {
  if (endsAt === undefined) {
    return (
      <span role="timer" class="timer subtle">
        <Icon name="unknown" />
        {message('timer_unknown')}
      </span>
    );
  }
  return <Countdown key={endsAt} name={name} endsAt={endsAt} nowMs={nowMs} />;
}

function Countdown({ name, endsAt, nowMs }: TimerTextProps & { endsAt: EpochSeconds }) {
  // Out of view only a change of the stage redraws it.
  const stage = useComputed(() => timerStage(secondsUntil(endsAt, nowMs.value))).value;
  const [ref, now] = useVisibleNow<HTMLSpanElement>(nowMs);
  return (
    <>
      <span
        ref={ref}
        role="timer"
        class={`timer numbers ${stage}`}
        title={message('timer_title', absoluteText(epochMilliseconds(endsAt)))}
      >
        <Icon name={stage === 'over' ? 'stop' : 'waiting'} />
        {timerText(secondsUntil(endsAt, now))}
      </span>
      <Announcement name={name} stage={stage} />
    </>
  );
}

function timerText(left: number): string {
  // Set back while nobody looked: what is left is less by nobody knows how much.
  const doubtful = clockChange.value?.kind === 'behind';
  if (left > 0) return message(doubtful ? 'timer_at_most' : 'timer_expires', durationText(left));
  return left === 0 ? message('timer_expired_now') : message('timer_expired', durationText(left));
}

/** Silent until the stage changes before the reader's eyes. */
function Announcement({ name, stage }: { name: string; stage: TimerStage }) {
  const first = useRef(stage);
  const text =
    stage === first.current || stage === 'long' ? '' : message(`timer_announce_${stage}`, name);
  return (
    <span class="visually-hidden" role="status">
      {text}
    </span>
  );
}
