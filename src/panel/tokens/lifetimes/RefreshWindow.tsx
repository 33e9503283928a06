import type { ReadonlySignal } from '@preact/signals';
import type { FlowState, TokenState } from '../../../core/flow/flow-state.ts';
import { epochMilliseconds } from '../../../core/time.ts';
import { refreshWindow, secondsUntil, type WindowEnd } from '../../../core/tokens/lifetime.ts';
import { message } from '../../browser.ts';
import { absoluteText, durationText } from '../../ui/time-text.ts';
import { firstReceivedMs } from '../token-end.ts';

interface RefreshWindowProps {
  flow: FlowState;
  token: TokenState;
  nowMs: ReadonlySignal<number>;
  onCalendar(end: WindowEnd): void;
}

/** How long the token renews before the customer must come back: the current length, then what other pages say. */
export function RefreshWindow({ flow, token, nowMs, onCalendar }: RefreshWindowProps) {
  const ends = refreshWindow(flow.started.plan.profile, firstReceivedMs(flow, token));
  if (ends.length === 0) return null;
  return (
    <ul class="refresh-window">
      {ends.map((end) => (
        <li key={end.seconds} class={end.current ? undefined : 'subtle'}>
          <WindowLine end={end} nowMs={nowMs} onCalendar={onCalendar} />
        </li>
      ))}
    </ul>
  );
}

type WindowLineProps = Pick<RefreshWindowProps, 'nowMs' | 'onCalendar'> & { end: WindowEnd };

function WindowLine({ end, nowMs, onCalendar }: WindowLineProps) {
  const over = secondsUntil(end.at, nowMs.value) <= 0;
  const key = `window_${end.current ? 'current' : 'other'}_${over ? 'over' : 'open'}` as const;
  return (
    <>
      <span>
        {message(key, durationText(end.seconds), absoluteText(epochMilliseconds(end.at)))}
      </span>{' '}
      {!over && (
        <button type="button" class="quiet" onClick={() => onCalendar(end)}>
          {message('calendar_add')}
        </button>
      )}
    </>
  );
}
