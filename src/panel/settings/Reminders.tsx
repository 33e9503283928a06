import type { Settings } from '../../contract/settings.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { Switch } from '../ui/Switch.tsx';

export interface RemindersProps extends Pick<Settings, 'notify' | 'remindAccess'> {
  /** the browser did not let us notify */
  refused: boolean;
  onNotify(on: boolean): void;
  onRemindAccess(on: boolean): void;
}

/** Of what a person is reminded, also while no panel is open. */
export function Reminders(props: RemindersProps) {
  return (
    <section class="stack tight" aria-labelledby="settings-reminders">
      <h2 id="settings-reminders">{message('settings_reminders')}</h2>
      <p class="subtle">{message('settings_reminders_hint')}</p>
      <div class="row">
        <Switch
          label={message('settings_notify')}
          title={message('settings_notify_title')}
          icon="info"
          on={props.notify}
          onChange={props.onNotify}
        />
        <Switch
          label={message('settings_remind_access')}
          title={message('settings_remind_access_title')}
          icon="waiting"
          on={props.remindAccess}
          onChange={props.onRemindAccess}
        />
      </div>
      {props.refused && (
        <p class="row problem" role="alert">
          <Icon name="error" />
          {message('settings_notify_refused')}
        </p>
      )}
    </section>
  );
}
