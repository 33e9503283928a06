import { message } from '../../browser.ts';
import { plural } from '../../ui/plural.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { EnteredTitle } from '../EnteredTitle.tsx';
import { FileSource } from './FileSource.tsx';
import { filesToAdd, type ImportChoices, type ImportRow } from './import-rows.ts';
import { PastedSource } from './PastedSource.tsx';
import { Preview } from './Preview.tsx';
import type { ImportSource, ImportText } from './read-source.ts';
import { SourceList } from './SourceList.tsx';
import '../banks.css';
import '../edit/edit.css';
import './import.css';

export const IMPORT_TABS = ['files', 'discovery', 'authorize', 'curl', 'postman'] as const;
export type ImportTab = (typeof IMPORT_TABS)[number];

export interface ImportViewProps {
  tab: ImportTab;
  /** what stands in the field of each tab */
  typed: Readonly<Record<ImportTab, string>>;
  /** a metadata document is asked for */
  busy: boolean;
  sources: readonly ImportSource[];
  /** names of doubtful sources that the person wants all the same */
  trusted: ReadonlySet<string>;
  rows: readonly ImportRow[];
  choices: ImportChoices;
  /** saving did not go through: a sentence */
  problem: string | undefined;
  onTab(tab: ImportTab): void;
  onTyped(text: string): void;
  onFiles(texts: readonly ImportText[]): void;
  onDiscover(): void;
  onRemove(source: ImportSource): void;
  onTrust(source: ImportSource, trusted: boolean): void;
  onChoices(choices: ImportChoices): void;
  onAdd(then: 'show' | 'new_flow'): void;
  onCancel(): void;
}

/** Where profiles may come from, and what of them is to be added. Nothing is added before the person says so. */
export function ImportView(props: ImportViewProps) {
  const { tab, typed, sources, trusted, rows, choices, problem } = props;
  const count = Object.keys(filesToAdd(rows, choices)).length;
  const sound = sources.every(
    ({ name, doubt, outcome }) =>
      outcome.kind === 'read' && (doubt === undefined || trusted.has(name)),
  );
  return (
    <section class="import" aria-label={message('banks_import')}>
      <EnteredTitle>{message('banks_import')}</EnteredTitle>
      <Tabs
        label={message('import_tabs')}
        tabs={IMPORT_TABS.map((id) => ({ id, label: message(`import_tab_${id}`) }))}
        selected={tab}
        onSelect={props.onTab}
      >
        <div class="import-pane stack">
          {tab === 'files' ? (
            <FileSource text={typed.files} onText={props.onTyped} onFiles={props.onFiles} />
          ) : (
            <PastedSource
              key={tab}
              kind={tab}
              text={typed[tab]}
              busy={props.busy}
              onText={props.onTyped}
              onRead={props.onDiscover}
            />
          )}
          <SourceList
            sources={sources}
            trusted={trusted}
            onRemove={props.onRemove}
            onTrust={props.onTrust}
          />
          <Preview rows={rows} choices={choices} onChoices={props.onChoices} />
        </div>
      </Tabs>
      <footer class="edit-actions row">
        <button
          type="button"
          class="primary"
          disabled={!sound || count === 0}
          onClick={() => props.onAdd('show')}
        >
          {plural(count, { one: 'import_add_one', other: 'import_add_other' })}
        </button>
        {count === 1 && sound && (
          <button type="button" onClick={() => props.onAdd('new_flow')}>
            {message('import_use')}
          </button>
        )}
        <button type="button" onClick={props.onCancel}>
          {message('action_cancel')}
        </button>
        <span role="status" class="subtle">
          {!sound && message('import_blocked')}
        </span>
        {problem !== undefined && (
          <span class="problem" role="alert">
            {problem}
          </span>
        )}
      </footer>
    </section>
  );
}
