import { useId, useState } from 'preact/hooks';
import type { FlowState } from '../../../core/flow/flow-state.ts';
import { message } from '../../browser.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Field } from '../../ui/Field.tsx';
import { RawText } from '../../ui/RawText.tsx';
import type { FlowCommands } from '../flow-commands.ts';
import { stepCommand } from './step-command.ts';
import { missingLabel, stepRequest } from './step-request.ts';

interface ElsewhereProps {
  flow: FlowState;
  name: string;
  label: string;
  onPaste: FlowCommands['pasteAnswer'];
}

/** The exact command for a step that runs elsewhere, and a box for the answer. */
export function Elsewhere({ flow, name, label, onPaste }: ElsewhereProps) {
  const [requestId] = useState(() => crypto.randomUUID());
  const built = stepRequest(flow, name, requestId);
  if (!built.ok) {
    const names = built.error.kind === 'missing_values' ? built.error.names : [];
    const labels = names.map((one) => missingLabel(flow, one)).join(', ');
    return <p class="subtle">{message('step_lacks', labels)}</p>;
  }
  const command = stepCommand(built.value, flow.started.plan, name);
  return (
    <div class="stack tight">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, which the keyboard must reach */}
      <pre class="card mono command" dir="ltr" tabIndex={0}>
        {command}
      </pre>
      <div class="row">
        <CopyButton label={message('action_copy_curl')} text={command} />
        <span class="subtle">{message('step_command_secrets')}</span>
      </div>
      <AnswerForm label={label} onUse={(status, body) => onPaste(name, status, body)} />
    </div>
  );
}

interface AnswerFormProps {
  label: string;
  onUse(status: number, body: string): void;
}

function AnswerForm({ label, onUse }: AnswerFormProps) {
  const id = useId();
  const [status, setStatus] = useState('200');
  const [body, setBody] = useState('');
  const [tried, setTried] = useState(false);
  const badStatus = !/^[1-5]\d\d$/.test(status);
  return (
    <form
      class="stack tight"
      aria-label={message('step_answer_form', label)}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (badStatus || body.trim() === '') return;
        onUse(Number(status), body);
        setBody('');
        setTried(false);
      }}
    >
      <Field
        id={`${id}-body`}
        label={message('step_answer')}
        hint={message('step_answer_hint')}
        error={tried && body.trim() === '' && message('step_answer_empty')}
      >
        <RawText id={`${id}-body`} rows={4} value={body} onText={setBody} />
      </Field>
      <div class="row answer-row">
        <Field
          id={`${id}-status`}
          label={message('step_answer_status')}
          error={tried && badStatus && message('step_status_bad')}
        >
          <input
            id={`${id}-status`}
            class="mono status-box"
            inputMode="numeric"
            value={status}
            onInput={({ currentTarget }) => setStatus(currentTarget.value.trim())}
          />
        </Field>
        <button type="submit">{message('action_use_answer')}</button>
      </div>
    </form>
  );
}
