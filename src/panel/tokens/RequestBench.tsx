import { useId, useState } from 'preact/hooks';
import { callUnderWay, type FlowState, type TokenState } from '../../core/flow/flow-state.ts';
import { secretMark } from '../../core/flow/secret.ts';
import type { HttpRequest } from '../../core/oauth/http-message.ts';
import { buildWorkerRequest } from '../../core/oauth/token-request.ts';
import { requestWord } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { indentJson } from '../flows/indent-json.ts';
import { Choice } from '../new-flow/Choice.tsx';
import { TextField } from '../new-flow/TextField.tsx';
import { Field } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { editableHeaders } from './editable-headers.ts';
import { signatureText } from './signature-text.ts';
import type { TokenCommands } from './token-commands.ts';

interface RequestBenchProps {
  flow: FlowState;
  token: TokenState;
  commands: TokenCommands;
}

/** The profile's API requests, each filled in and open to changes before it goes out. */
export function RequestBench(props: RequestBenchProps) {
  const { profile } = props.flow.started.plan;
  const [name = '', setName] = useState(profile.calls[0]);
  const id = useId();
  return (
    <details>
      <summary>{message('bench')}</summary>
      <section class="stack" aria-label={message('bench_name')}>
        <Choice id={id} label={message('bench_request')} value={name} onValue={setName}>
          {profile.calls.map((call) => (
            <option key={call} value={call}>
              {`${profile.requests[call]?.method} ${requestWord(profile, call)}`}
            </option>
          ))}
        </Choice>
        <Prepared key={name} name={name} {...props} />
      </section>
    </details>
  );
}

function Prepared({ name, flow, ...props }: RequestBenchProps & { name: string }) {
  const { plan } = flow.started;
  const [requestId] = useState(() => crypto.randomUUID());
  // Marks, which the worker fills: no value of a token is needed here.
  const mark = secretMark(props.token.secret);
  const held = { accessToken: mark, clientToken: mark, requestId };
  const built = buildWorkerRequest(plan, name, { ...flow.captured, ...held });
  if (built.ok) return <RequestForm name={name} flow={flow} request={built.value} {...props} />;
  const missing = built.error.kind === 'missing_values' ? built.error.names.join(', ') : name;
  return <p class="problem">{message('refusal_missing_values', missing)}</p>;
}

function RequestForm(props: RequestBenchProps & { name: string; request: HttpRequest }) {
  const { name, flow, token, commands, request } = props;
  const { origin } = new URL(request.url);
  const [url, setUrl] = useState(request.url.slice(origin.length));
  const [body, setBody] = useState(indentJson(request.body ?? '') ?? request.body);
  const [headers, setHeaders] = useState(editableHeaders(request, flow.started.plan.profile));
  const id = useId();
  const send = () =>
    commands.call(name, token, { url, headers, ...(body !== undefined && { body }) });
  return (
    <>
      <TextField
        id={`${id}-path`}
        label={message('bench_path')}
        hint={`${request.method} ${origin}`}
        value={url}
        onValue={setUrl}
      />
      {headers.map(([header, value], at) => (
        <TextField
          key={header}
          id={`${id}-${header}`}
          label={header}
          value={value}
          onValue={(typed) => setHeaders(headers.with(at, [header, typed]))}
        />
      ))}
      {body !== undefined && (
        <Field id={`${id}-body`} label={message('bench_body')}>
          <textarea
            id={`${id}-body`}
            class="mono"
            dir="ltr"
            rows={8}
            spellcheck={false}
            value={body}
            onInput={({ currentTarget }) => setBody(currentTarget.value)}
          />
        </Field>
      )}
      <p class="subtle">{`${message('bench_note')} ${signatureText(flow.started.plan)}`}</p>
      <div class="row">
        <button type="button" disabled={callUnderWay(flow) !== undefined} onClick={send}>
          <Icon name="send" />
          {message('bench_send')}
        </button>
      </div>
    </>
  );
}
