import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { message } from '../browser.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import './first/doors.css';

/** What the doors lead to, as far as the empty list does not know it by itself. */
export interface Doors {
  /** watching the inspected page; absent in an ordinary tab, where there is none */
  watch?: { on: boolean; turnOn(): void; reload(): void } | undefined;
  /** the form will open as it was used last */
  remembers?: boolean;
  /** where no bank is at hand */
  practice?: ComponentChildren;
}

interface NoFlowsProps extends Doors {
  onNewFlow(): void;
  onInspectToken(): void;
}

/** What stands in place of a list with no flow in it: three doors, and what is behind each. */
export function NoFlows({ onNewFlow, onInspectToken, watch, remembers, practice }: NoFlowsProps) {
  return (
    <div class="doors">
      <h2>{message('flows_empty_title')}</h2>
      <p class="subtle">{message('flows_empty_sentence')}</p>
      <div class="door-row">
        <Door
          icon="send"
          title={message('door_flow_title')}
          sentence={message(remembers ? 'door_flow_again' : 'door_flow_sentence')}
        >
          <button type="button" class="primary" onClick={onNewFlow}>
            {message('action_new_flow')}
          </button>
        </Door>
        {watch ? <WatchDoor {...watch} /> : <NothingToWatch />}
        <Door
          icon="key"
          title={message('door_token_title')}
          sentence={message('door_token_sentence')}
        >
          <button type="button" onClick={onInspectToken}>
            {message('action_inspect_token')}
          </button>
        </Door>
      </div>
      {practice}
    </div>
  );
}

interface DoorProps {
  icon: IconName;
  title: string;
  sentence: string;
  children: ComponentChildren;
}

function Door({ icon, title, sentence, children }: DoorProps) {
  return (
    <section class="card door" aria-label={title}>
      <h3 class="row">
        <Icon name={icon} />
        {title}
      </h3>
      <p class="subtle">{sentence}</p>
      {children}
    </section>
  );
}

/** Watching is on from the start: then the page only has to run its flow. */
function WatchDoor({ on, turnOn, reload }: NonNullable<Doors['watch']>) {
  return (
    <Door
      icon="eye"
      title={message('door_watch_title')}
      sentence={message(on ? 'door_watch_on' : 'door_watch_off')}
    >
      <button type="button" onClick={on ? reload : turnOn}>
        {message(on ? 'action_reload_page' : 'action_start_watching')}
      </button>
    </Door>
  );
}

/** An ordinary tab inspects no other one. */
function NothingToWatch() {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Door icon="eye" title={message('door_watch_title')} sentence={message('door_watch_not_here')}>
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {message('action_show_how')}
      </button>
      <ol id={id} class="sentences" hidden={!open}>
        <li>{message('door_watch_step_page')}</li>
        <li>{message('door_watch_step_devtools')}</li>
        <li>{message('door_watch_step_panel')}</li>
      </ol>
    </Door>
  );
}
