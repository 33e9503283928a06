import { useRef } from 'preact/hooks';
import { message } from '../../browser.ts';
import { Icon } from '../../ui/Icon.tsx';
import { plural } from '../../ui/plural.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { EnteredTitle } from '../EnteredTitle.tsx';
import type { CheckedEdit } from './check-edit.ts';
import { EditForm } from './EditForm.tsx';
import { fieldOf, fieldPaths } from './fields.ts';
import { JsonTab } from './JsonTab.tsx';
import type { MemberPath } from './member.ts';
import { problemText } from './problem-text.ts';
import type { ProfileEdit } from './profile-edit.ts';
import '../banks.css';
import './edit.css';
import '../dialog.css';

export type EditTab = 'form' | 'json';

export interface EditViewProps {
  edit: ProfileEdit;
  checked: CheckedEdit;
  tab: EditTab;
  /** fields that the person has left, by id; their problems are shown */
  isLeft(path: MemberPath): boolean;
  saving: boolean;
  /** saving did not go through: a sentence */
  problem: string | undefined;
  onTab(tab: EditTab): void;
  onText(text: string): void;
  onMember(path: MemberPath, value: unknown): void;
  onLeave(path: MemberPath): void;
  onSave(): void;
  /** leaves without saving; the question was asked */
  onDiscard(): void;
}

/** One profile file, as a form and as JSON: both show the same text. */
export function EditView(props: EditViewProps) {
  const { edit, checked, tab, isLeft, saving, problem } = props;
  const question = useRef<HTMLDialogElement>(null);
  const { read, faults } = checked;
  const changed = edit.text !== edit.original;
  const paths = fieldPaths(read?.merged);
  const elsewhere = faults.filter((fault) => !fieldOf(fault, paths));
  const side = read && {
    merged: read.merged,
    problemOf: (path: MemberPath) => (isLeft(path) ? problemText(faults, path, paths) : undefined),
    onMember: props.onMember,
    onLeave: props.onLeave,
  };
  return (
    <section class="edit" aria-label={message('edit_title', edit.name)}>
      <EnteredTitle>{message('edit_title', edit.name)}</EnteredTitle>
      <Tabs
        label={message('edit_tabs')}
        tabs={[
          { id: 'form', label: message('edit_tab_form') },
          {
            id: 'json',
            label: message('edit_tab_json'),
            badge: faults.length > 0 ? faults.length : undefined,
          },
        ]}
        selected={tab}
        onSelect={props.onTab}
      >
        <div class="edit-pane">
          {tab === 'json' ? (
            <JsonTab text={edit.text} faults={faults} onText={props.onText} />
          ) : side ? (
            <>
              {elsewhere.length > 0 && (
                <div class="card error stack tight">
                  <p>{message('edit_elsewhere')}</p>
                  <ul class="sentences">
                    {elsewhere.map(({ sentence, line }) => (
                      <li key={`${line} ${sentence}`}>{sentence}</li>
                    ))}
                  </ul>
                  <div>
                    <button type="button" onClick={() => props.onTab('json')}>
                      {message('edit_show_json')}
                    </button>
                  </div>
                </div>
              )}
              <EditForm side={side} />
            </>
          ) : (
            <p class="card warn">{message('edit_unreadable')}</p>
          )}
        </div>
      </Tabs>
      <footer class="edit-actions row">
        <button type="button" class="primary" disabled={saving} onClick={props.onSave}>
          {message('edit_save')}
        </button>
        <button
          type="button"
          onClick={() => (changed ? question.current?.showModal() : props.onDiscard())}
        >
          {message('action_cancel')}
        </button>
        <span role="status">
          {faults.length > 0 && (
            <span class="icon-and-word problem">
              <Icon name="error" />
              {plural(faults.length, { one: 'edit_faults_one', other: 'edit_faults_other' })}
            </span>
          )}
        </span>
        {problem !== undefined && (
          <span class="problem" role="alert">
            {problem}
          </span>
        )}
      </footer>
      <dialog class="question" ref={question} aria-labelledby="edit-discard-title">
        <div class="stack">
          <h2 id="edit-discard-title">{message('edit_discard_title')}</h2>
          <p>{message('edit_discard_meaning')}</p>
          <div class="row">
            <button type="button" onClick={() => question.current?.close()}>
              {message('edit_keep_editing')}
            </button>
            <button type="button" class="danger" onClick={props.onDiscard}>
              {message('edit_discard')}
            </button>
          </div>
        </div>
      </dialog>
    </section>
  );
}
