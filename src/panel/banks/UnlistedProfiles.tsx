import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { plural } from '../ui/plural.ts';
import type { UnlistedProfile } from './load-banks.ts';

interface UnlistedProfilesProps {
  profiles: readonly UnlistedProfile[];
  onEdit(id: string): void;
  onDelete(id: string): void;
}

/** Own files that describe no bank, above the list that cannot show them. */
export function UnlistedProfiles({ profiles, onEdit, onDelete }: UnlistedProfilesProps) {
  if (profiles.length === 0) return null;
  return (
    <ul class="unlisted" aria-label={message('banks_unlisted')}>
      {profiles.map(({ id, name, faults }) => (
        <li key={id} class={`card ${faults.length > 0 ? 'error' : ''}`}>
          <Icon name={faults.length > 0 ? 'error' : 'info'} />
          <span class="unlisted-name">
            <strong>{name}</strong> <code>{id}</code>{' '}
            {faults.length > 0
              ? plural(faults.length, { one: 'banks_broken_one', other: 'banks_broken_other' })
              : message('banks_dialect')}
          </span>
          <button
            type="button"
            aria-label={message('bank_action_for', message('bank_edit'), name)}
            onClick={() => onEdit(id)}
          >
            {message('bank_edit')}
          </button>
          <button
            type="button"
            aria-label={message('bank_action_for', message('bank_delete'), name)}
            onClick={() => onDelete(id)}
          >
            {message('bank_delete')}
          </button>
        </li>
      ))}
    </ul>
  );
}
