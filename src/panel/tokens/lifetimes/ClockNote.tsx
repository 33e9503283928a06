import type { ClockChange } from '../../../core/lifetimes/guarded-clock.ts';
import { message } from '../../browser.ts';
import { Icon } from '../../ui/Icon.tsx';
import { durationText } from '../../ui/time-text.ts';

interface ClockNoteProps {
  change: ClockChange | undefined;
  /** milliseconds by which the bank's clock is ahead; 0 when it is not known to differ */
  offsetMs: number;
  onAccept(): void;
}

/** By which clock the countdowns go, where that is in question. */
export function ClockNote({ change, offsetMs, onAccept }: ClockNoteProps) {
  const length = (ms: number) => durationText(Math.round(Math.abs(ms) / 1000));
  return (
    <>
      {change && (
        <div class="card warn row" role="status">
          <Icon name="warn" />
          <span>{message(`clock_${change.kind}`, length(change.byMs))}</span>
          <button type="button" onClick={onAccept}>
            {message(change.kind === 'ahead' ? 'clock_not_passed' : 'clock_trust')}
          </button>
        </div>
      )}
      {offsetMs !== 0 && (
        <p class="row subtle">
          <Icon name="waiting" />
          {message(offsetMs > 0 ? 'bank_clock_ahead' : 'bank_clock_behind', length(offsetMs))}
        </p>
      )}
    </>
  );
}
