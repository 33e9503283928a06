import { message } from '../../browser.ts';
import { LiveChip } from '../../flows/Chips.tsx';
import { serviceWord } from '../../flows/service-word.ts';
import { plural } from '../../ui/plural.ts';
import type { ImportChoices, ImportRow } from './import-rows.ts';

interface PreviewProps {
  rows: readonly ImportRow[];
  choices: ImportChoices;
  onChoices(choices: ImportChoices): void;
}

/** What would be added, and the questions that come with it. */
export function Preview({ rows, choices, onChoices }: PreviewProps) {
  if (rows.length === 0) return null;
  const secrets = rows.flatMap((row) => row.secrets.map((place) => `${row.id}.${place}`));
  return (
    <section class="stack" aria-label={message('import_preview')}>
      <h3>{message('import_preview')}</h3>
      <ul class="import-rows">
        {rows.map((row) => (
          <li key={row.id} class="card">
            <Row row={row} choices={choices} onChoices={onChoices} />
          </li>
        ))}
      </ul>
      {secrets.length > 0 && (
        <fieldset class="card warn stack tight">
          <legend>{message('import_secrets')}</legend>
          <ul class="sentences">
            {secrets.map((place) => (
              <li key={place}>
                <code>{place}</code>
              </li>
            ))}
          </ul>
          {(['left_out', 'kept'] as const).map((what) => (
            <label key={what} class="row tight">
              <input
                type="radio"
                name="import-secrets"
                checked={choices.secrets === what}
                onChange={() => onChoices({ ...choices, secrets: what })}
              />
              {message(`import_secrets_${what}`)}
            </label>
          ))}
        </fieldset>
      )}
    </section>
  );
}

function Row({ row, choices, onChoices }: Omit<PreviewProps, 'rows'> & { row: ImportRow }) {
  const { id, profile, banks, environments, state } = row;
  const replaced = choices.replace.has(id);
  const onReplace = (replace: boolean) => {
    const others = [...choices.replace].filter((other) => other !== id);
    onChoices({ ...choices, replace: new Set(replace ? [...others, id] : others) });
  };
  return (
    <>
      <p class="row tight">
        <strong>{profile?.group ?? id}</strong>
        {profile && <span>{profile.label}</span>}
        <code>{id}</code>
      </p>
      <p class="subtle">
        {profile
          ? message(
              'import_contents',
              serviceWord(profile.service),
              plural(banks, { one: 'import_banks_one', other: 'import_banks_other' }),
            )
          : message('import_dialect')}
      </p>
      {environments.map(({ label, kind, hosts }) => (
        <p key={label} class="row tight">
          <span>{label}</span>
          {kind === 'live' && <LiveChip />}
          <span class="mono" dir="ltr">
            {hosts.join(' ')}
          </span>
        </p>
      ))}
      {state === 'same' && <p class="subtle">{message('import_same')}</p>}
      {state === 'taken' && (
        <label class="row tight">
          <input
            type="checkbox"
            checked={replaced}
            onChange={({ currentTarget }) => onReplace(currentTarget.checked)}
          />
          {message('import_replace', id)}
        </label>
      )}
    </>
  );
}
