import type { RequestTemplate } from '../../core/banks/request-template.ts';
import type { Finding } from '../../core/lint/finding.ts';
import { inWords } from '../bank-texts.ts';
import { message } from '../browser.ts';
import type { FindingAction } from '../findings/FindingCard.tsx';
import { FindingList } from '../findings/FindingList.tsx';
import { LiveChip } from '../flows/Chips.tsx';
import { UrlText } from '../flows/UrlText.tsx';
import { CarriedRequest } from './CarriedRequest.tsx';
import { HttpRequestText } from './HttpRequestText.tsx';
import type { Preview } from './preview.ts';

interface RequestPreviewProps {
  /** `undefined` until the first one is built */
  preview: Preview | undefined;
  /** what is shown goes to real customers' accounts */
  live: boolean;
  withFindings: boolean;
  highlighted: string | undefined;
  onHighlight(name: string | undefined): void;
  fixFor(finding: Finding): FindingAction | undefined;
}

/** The request as it would go out now, with what the linter says of it. */
export function RequestPreview(props: RequestPreviewProps) {
  const { preview, live, withFindings } = props;
  if (!preview) return <p class="subtle">{message('new_flow_building')}</p>;
  if (preview.kind === 'none') return <p class="subtle">{message('new_flow_no_request')}</p>;
  const request = preview.kind === 'incomplete' ? undefined : preview.request;
  const carried = 'carried' in preview ? preview.carried : undefined;
  return (
    <>
      {preview.kind === 'steps' && <Steps steps={preview.steps} live={live} />}
      {preview.kind === 'incomplete' && (
        <p class="subtle">{message('new_flow_incomplete', preview.missing.join(', '))}</p>
      )}
      {preview.kind === 'token' ? (
        <section class="stack tight" aria-label={message('new_flow_token_request')}>
          <RequestHeading text={message('new_flow_token_request')} live={live} />
          <HttpRequestText request={preview.request} />
        </section>
      ) : (
        request && <AuthorizationUrl {...props} url={request.url} carried={Boolean(carried)} />
      )}
      {carried && <CarriedRequest {...carried} />}
      {withFindings && (
        <div class="stack tight">
          <h3>{message('findings_label')}</h3>
          <FindingList findings={preview.findings} actionFor={props.fixFor} />
        </div>
      )}
    </>
  );
}

interface AuthorizationUrlProps
  extends Pick<RequestPreviewProps, 'live' | 'highlighted' | 'onHighlight'> {
  url: string;
  /** the parameters travel otherwise: this is how they would look as a plain query */
  carried: boolean;
}

function RequestHeading({ text, live }: { text: string; live: boolean }) {
  return (
    <h3 class="row">
      {text}
      {live && <LiveChip />}
    </h3>
  );
}

function AuthorizationUrl(props: AuthorizationUrlProps) {
  const { url, carried, live, highlighted, onHighlight } = props;
  const title = message(carried ? 'carried_plain' : 'new_flow_authorization_url');
  return (
    <section class="stack tight" aria-label={title}>
      <RequestHeading text={title} live={live} />
      <div class="request-text">
        <UrlText url={url} highlighted={highlighted} onHighlight={onHighlight} />
      </div>
    </section>
  );
}

/** What such a flow goes through, and who performs each of it. */
function Steps({
  steps,
  live,
}: Pick<Extract<Preview, { kind: 'steps' }>, 'steps'> & { live: boolean }) {
  return (
    <section class="stack tight" aria-label={message('new_flow_steps')}>
      <RequestHeading text={message('new_flow_steps')} live={live} />
      <p class="subtle">{message('new_flow_steps_meaning')}</p>
      <ol class="planned-steps">
        {steps.map(({ name, template }) => (
          <li key={name}>
            <strong>{inWords(template.label ?? name)}</strong>
            <span class="subtle">{performerText(template)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function performerText({ transport }: RequestTemplate): string {
  return message(`new_flow_step_${transport}`);
}
