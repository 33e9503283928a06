import { message } from '../../browser.ts';
import { Icon } from '../../ui/Icon.tsx';
import { plural } from '../../ui/plural.ts';
import { FaultList } from '../FaultList.tsx';
import type { ImportSource } from './read-source.ts';

interface SourceListProps {
  sources: readonly ImportSource[];
  trusted: ReadonlySet<string>;
  onRemove(source: ImportSource): void;
  onTrust(source: ImportSource, trusted: boolean): void;
}

/** What was read, with what is wrong with it; a source with faults adds nothing. */
export function SourceList({ sources, trusted, onRemove, onTrust }: SourceListProps) {
  if (sources.length === 0) return null;
  return (
    <ul class="import-sources" aria-label={message('import_sources')}>
      {sources.map((source) => {
        const { name, notes, doubt, outcome } = source;
        return (
          <li key={name} class={`card ${outcome.kind === 'read' ? '' : 'error'}`}>
            <div class="source-head">
              <Icon name={outcome.kind === 'read' ? 'check' : 'error'} />
              <strong>{name}</strong>
              <span class="subtle">{stateText(source)}</span>
              <button
                type="button"
                class="quiet icon-only"
                aria-label={message('import_remove', name)}
                title={message('import_remove', name)}
                onClick={() => onRemove(source)}
              >
                <Icon name="close" />
              </button>
            </div>
            {outcome.kind === 'faults' && <FaultList faults={outcome.faults} />}
            {outcome.kind === 'refused' && <Sentences of={outcome.sentences} />}
            <Sentences of={notes} />
            {doubt !== undefined && (
              <div class="stack tight">
                <p>{doubt}</p>
                <label class="row tight">
                  <input
                    type="checkbox"
                    checked={trusted.has(name)}
                    onChange={({ currentTarget }) => onTrust(source, currentTarget.checked)}
                  />
                  {message('import_trust')}
                </label>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Sentences({ of: sentences }: { of: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul class="sentences">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function stateText({ outcome }: ImportSource): string {
  switch (outcome.kind) {
    case 'read': {
      const count = Object.keys(outcome.files).length;
      return plural(count, { one: 'import_read_one', other: 'import_read_other' });
    }
    case 'faults':
      return plural(outcome.faults.length, { one: 'edit_faults_one', other: 'edit_faults_other' });
    case 'refused':
      return message('import_refused');
  }
}
