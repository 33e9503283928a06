import type { FlowEvent } from '../../core/flow/flow-event.ts';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { absoluteText } from '../ui/time-text.ts';
import { describeEvent } from './describe-event.ts';

interface TimelineTabProps {
  flow: FlowState;
  events: readonly FlowEvent[];
}

/** What happened, line by line, newest last, with milliseconds since the start. */
export function TimelineTab({ flow, events }: TimelineTabProps) {
  const format = new Intl.NumberFormat(message('locale_tag'));
  return (
    <ol class="timeline" aria-label={message('tab_timeline')}>
      {events.map((event) => {
        const { sentences, tone, icon } = describeEvent(event, flow);
        const [first, ...others] = sentences;
        return (
          <li key={event.sequence}>
            <time
              class="mono subtle numbers"
              dateTime={new Date(event.atMs).toISOString()}
              title={absoluteText(event.atMs)}
            >
              {message('timeline_offset', format.format(event.atMs - flow.startedAtMs))}
            </time>
            <span class={`dot ${tone}`}>
              <Icon name={icon} />
            </span>
            <div class="sentences">
              <p>{first}</p>
              {others.map((sentence) => (
                <p key={sentence} class="subtle">
                  {sentence}
                </p>
              ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
