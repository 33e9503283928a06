import { useState } from 'preact/hooks';
import type { Policy } from '../../contract/policy.ts';
import type { Settings } from '../../contract/settings.ts';
import { message } from '../browser.ts';
import { HistoryLimit } from '../policy/PolicyView.tsx';
import { Field } from '../ui/Field.tsx';

export interface HistoryProps extends Pick<Settings, 'keepFlows' | 'keepDays'> {
  /** what the organisation lets one keep */
  limit?: Pick<Policy, 'keepFlows' | 'keepDays'>;
  onKeep(change: Partial<Pick<Settings, 'keepFlows' | 'keepDays'>>): void;
}

/** How much of the past is kept. */
export function History({ onKeep, limit, ...kept }: HistoryProps) {
  const [wrong, setWrong] = useState<string>();
  const take = (name: 'keepFlows' | 'keepDays', { valueAsNumber, validity }: HTMLInputElement) => {
    const fits = validity.valid && !Number.isNaN(valueAsNumber);
    setWrong(fits ? undefined : name);
    return fits ? valueAsNumber : undefined;
  };
  const field = (name: 'keepFlows' | 'keepDays', label: string) => (
    <Field
      id={`settings-${name}`}
      label={label}
      error={wrong === name && message('settings_keep_whole')}
    >
      <input
        id={`settings-${name}`}
        type="number"
        min="0"
        step="1"
        value={kept[name]}
        onChange={({ currentTarget }) => {
          const number = take(name, currentTarget);
          if (number !== undefined) onKeep({ [name]: number });
        }}
        // Once something is said against it, that goes as soon as it is put right.
        onInput={({ currentTarget }) => wrong === name && take(name, currentTarget)}
      />
    </Field>
  );
  return (
    <section aria-labelledby="settings-history">
      <h2 id="settings-history">{message('settings_history')}</h2>
      <p class="subtle">{message('settings_history_hint')}</p>
      {limit && <HistoryLimit {...limit} />}
      <div class="row">
        {field('keepFlows', message('settings_keep_flows'))}
        {field('keepDays', message('settings_keep_days'))}
      </div>
    </section>
  );
}
