import type { Settings } from '../../contract/settings.ts';
import { message } from '../browser.ts';
import { Field } from '../ui/Field.tsx';

export interface HistoryProps extends Pick<Settings, 'keepFlows' | 'keepDays'> {
  onKeep(change: Partial<Pick<Settings, 'keepFlows' | 'keepDays'>>): void;
}

/** How much of the past is kept. */
export function History({ onKeep, ...kept }: HistoryProps) {
  const field = (name: 'keepFlows' | 'keepDays', label: string) => (
    <Field id={`settings-${name}`} label={label}>
      <input
        id={`settings-${name}`}
        type="number"
        min="0"
        step="1"
        value={kept[name]}
        onChange={({ currentTarget }) => {
          const { valueAsNumber, validity } = currentTarget;
          if (validity.valid && !Number.isNaN(valueAsNumber)) onKeep({ [name]: valueAsNumber });
          else currentTarget.value = String(kept[name]);
        }}
      />
    </Field>
  );
  return (
    <section aria-labelledby="settings-history">
      <h2 id="settings-history">{message('settings_history')}</h2>
      <p class="subtle">{message('settings_history_hint')}</p>
      <div class="row">
        {field('keepFlows', message('settings_keep_flows'))}
        {field('keepDays', message('settings_keep_days'))}
      </div>
    </section>
  );
}
