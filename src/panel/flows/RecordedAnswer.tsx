import type { HttpAnswer } from '../../core/oauth/http-message.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { absoluteText, millisecondsText } from '../ui/time-text.ts';
import { BodyText } from './BodyText.tsx';
import { HeaderTable } from './HeaderTable.tsx';
import { indentJson } from './indent-json.ts';

/** An answer as it came, secrets as chips, JSON indented. */
export function RecordedAnswer({ answer }: { answer: HttpAnswer }) {
  const { status, headers, body, badText, bytes, cut, redirected, durationMs, receivedAtMs } =
    answer;
  return (
    <div class="stack message-part">
      <h3>{message('call_answer')}</h3>
      <dl class="facts">
        <dt>{message('answer_status')}</dt>
        <dd>{redirected && status === 0 ? message('answer_redirected') : status}</dd>
        <dt>{message('answer_received')}</dt>
        <dd>
          {message(
            'answer_received_after',
            absoluteText(receivedAtMs),
            millisecondsText(durationMs),
          )}
        </dd>
      </dl>
      {cut && <Remark text={message('answer_cut', bytes)} />}
      {badText && <Remark text={message('answer_bad_text')} />}
      {headers.length > 0 && (
        <HeaderTable label={message('call_answer_headers')} headers={headers} />
      )}
      {body === '' ? (
        <p class="subtle">{message('answer_empty')}</p>
      ) : (
        <BodyText label={message('call_answer_body')} text={indentJson(body) ?? body} />
      )}
    </div>
  );
}

function Remark({ text }: { text: string }) {
  return (
    <p class="warning-line">
      <Icon name="warn" />
      <span>{text}</span>
    </p>
  );
}
