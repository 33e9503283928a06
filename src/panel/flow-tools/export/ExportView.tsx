import { useEffect, useRef, useState } from 'preact/hooks';
import { takesSecrets } from '../../../core/export/export-flow.ts';
import type { ExportedFile } from '../../../core/export/exported-file.ts';
import { message } from '../../browser.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Field } from '../../ui/Field.tsx';
import { type ExportChoice, exportChoices } from './export-choice.ts';
import { SecretsQuestion } from './SecretsQuestion.tsx';
import { savedName } from './save-files.ts';
import './export.css';

interface ExportViewProps {
  choice: ExportChoice;
  files: readonly ExportedFile[];
  /** `gone`: names of variables whose values are not in memory any more */
  secrets: { kind: 'left_out' } | { kind: 'kept'; gone: readonly string[] };
  /** the organisation allows them in files */
  withSecrets?: boolean;
  onChoose(choice: ExportChoice): void;
  onKeepSecrets(): void;
  onLeaveOut(): void;
  onSave(): void;
}

/** More would make the page slow, and nobody reads it here. */
const SHOWN_LINES = 400;
const SHOWN_CHARACTERS = 60_000;

/** A flow as a file of some format: what it is for, how it looks, and how to take it along. */
export function ExportView({
  choice,
  files,
  secrets,
  withSecrets = true,
  ...act
}: ExportViewProps) {
  const [asking, setAsking] = useState(false);
  const isMarked = secrets.kind === 'kept';
  return (
    <div class="stack">
      <Field
        id="export-format"
        label={message('export_format')}
        hint={message(`export_hint_${choice}`)}
      >
        <select
          id="export-format"
          value={choice}
          onChange={({ currentTarget }) => act.onChoose(currentTarget.value as ExportChoice)}
        >
          {exportChoices.map((one) => (
            <option key={one} value={one}>
              {message(`export_format_${one}`)}
            </option>
          ))}
        </select>
      </Field>
      {isMarked ? (
        <div class="stack tight" role="status">
          <p class="problem">{message('export_has_secrets')}</p>
          {secrets.gone.length > 0 && <p>{message('export_gone', secrets.gone.join(', '))}</p>}
        </div>
      ) : (
        <p class="subtle">
          {message(withSecrets ? 'export_no_secret' : 'policy_no_secret_exports')}
        </p>
      )}
      <div class="row">
        <button type="button" class="primary" onClick={act.onSave}>
          {message('action_save_file', savedName(files))}
        </button>
        {files.length === 1 && (
          <CopyButton label={message('action_copy_text')} text={files[0]?.text ?? ''} />
        )}
        {isMarked && <LeaveOut run={act.onLeaveOut} />}
        {!isMarked && withSecrets && choice !== 'flow' && takesSecrets(choice) && (
          <button type="button" onClick={() => setAsking(true)}>
            {message('export_ask_secrets')}
          </button>
        )}
      </div>
      <Preview files={files} />
      {asking && (
        <SecretsQuestion
          onConfirm={() => {
            setAsking(false);
            act.onKeepSecrets();
          }}
          onCancel={() => setAsking(false)}
        />
      )}
    </div>
  );
}

/** The way back stands where the question came from, so that the keyboard stays there too. */
function LeaveOut({ run }: { run(): void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <button ref={button} type="button" onClick={run}>
      {message('export_leave_out')}
    </button>
  );
}

function Preview({ files }: Pick<ExportViewProps, 'files'>) {
  const lines = files
    .map(({ name, text }) => (files.length === 1 ? text : `── ${name}\n${text}`))
    .join('\n')
    .split('\n');
  const shown = lines.slice(0, SHOWN_LINES).join('\n').slice(0, SHOWN_CHARACTERS);
  const left = lines.length - shown.split('\n').length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard must be able to reach
    <section class="export-preview card" aria-label={message('export_preview')} tabIndex={0}>
      <pre class="mono" dir="ltr">
        {shown}
      </pre>
      {left > 0 && <p class="subtle">{message('export_more_lines', left)}</p>}
    </section>
  );
}
