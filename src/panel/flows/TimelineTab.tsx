import type { FlowEvent } from '../../core/flow/flow-event.ts';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { message } from '../browser.ts';
import type { SequencePictureProps } from '../pictures/SequencePicture.tsx';
import { timelineView, timelineViews } from '../pictures/timeline-view.ts';
import { numberFormat } from '../ui/formats.ts';
import { Icon } from '../ui/Icon.tsx';
import { lazily } from '../ui/lazily.tsx';
import { absoluteText } from '../ui/time-text.ts';
import { describeEvent } from './describe-event.ts';

const SequencePicture = lazily<SequencePictureProps>(
  async () => (await import('../screens.ts')).SequencePicture,
);

interface TimelineTabProps {
  flow: FlowState;
  events: readonly FlowEvent[];
}

/** What happened, as a list, a diagram or a table. */
export function TimelineTab({ flow, events }: TimelineTabProps) {
  const view = timelineView.value;
  return (
    <div class="stack">
      <fieldset class="row timeline-views" aria-label={message('timeline_view')}>
        {timelineViews.map((name) => (
          <label key={name} class="row tight">
            <input
              type="radio"
              name="timeline-view"
              checked={name === view}
              onChange={() => {
                timelineView.value = name;
              }}
            />
            {message(`timeline_${name}`)}
          </label>
        ))}
      </fieldset>
      {view === 'list' ? (
        <TimelineList flow={flow} events={events} />
      ) : (
        <SequencePicture flow={flow} events={events} view={view} />
      )}
    </div>
  );
}

/** Line by line, newest last, with milliseconds since the start. */
function TimelineList({ flow, events }: TimelineTabProps) {
  const format = numberFormat();
  return (
    <ol class="timeline" aria-label={message('tab_timeline')}>
      {events.map((event) => {
        const { sentences, tone, icon } = describeEvent(event, flow);
        const [first, ...others] = sentences;
        return (
          <li key={event.sequence}>
            {event.happening.kind === 'unreadable' ? (
              <span class="subtle">–</span>
            ) : (
              <time
                class="mono subtle numbers"
                dateTime={new Date(event.atMs).toISOString()}
                title={absoluteText(event.atMs)}
              >
                {message('timeline_offset', format.format(event.atMs - flow.startedAtMs))}
              </time>
            )}
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
