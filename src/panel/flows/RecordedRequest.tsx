import { curlCommand } from '../../core/export/curl-command.ts';
import type { HttpRequest } from '../../core/oauth/http-message.ts';
import { message } from '../browser.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { BodyText } from './BodyText.tsx';
import { HeaderTable } from './HeaderTable.tsx';
import { ParameterTable } from './ParameterTable.tsx';
import { UrlText } from './UrlText.tsx';

interface RecordedRequestProps {
  request: HttpRequest;
  /** false when it was prepared and has not left, as far as is known */
  sent: boolean;
  /** there is a DPoP proof in it, which is good for this one request */
  isProven: boolean;
}

/** A request as it went over the wire, secrets as chips. */
export function RecordedRequest({ request, sent, isProven }: RecordedRequestProps) {
  const { method, url, headers, parameters, body } = request;
  return (
    <div class="stack message-part">
      <div class="row">
        <h3>{message(sent ? 'call_request_sent' : 'call_request_prepared')}</h3>
        <span class="push">
          <CopyButton
            label={message('action_copy_curl')}
            text={() =>
              isProven
                ? `# ${message('curl_needs_proof')}\n${curlCommand(request)}`
                : curlCommand(request)
            }
          />
        </span>
      </div>
      {isProven && <p class="subtle">{message('curl_needs_proof')}</p>}
      <div class="card request-line">
        <strong class="mono">{method}</strong>
        <UrlText url={url} />
      </div>
      {headers.length > 0 && (
        <HeaderTable label={message('call_request_headers')} headers={headers} />
      )}
      {body !== undefined && (
        <>
          <ParameterTable label={message('call_request_parameters')} parameters={parameters} />
          <BodyText label={message('call_request_body')} text={body} />
        </>
      )}
    </div>
  );
}
