import { message } from '../browser.ts';
import { FindingList } from '../findings/FindingList.tsx';
import { SecretText } from '../flows/SecretText.tsx';
import { colourClass, UrlText } from '../flows/UrlText.tsx';
import type { Preview } from './preview.ts';

interface RequestPreviewProps {
  /** `undefined` until the first one is built */
  preview: Preview | undefined;
  withFindings: boolean;
  highlighted: string | undefined;
  onHighlight(name: string | undefined): void;
}

/** The request as it would go out now, with what the linter says of it. */
export function RequestPreview(props: RequestPreviewProps) {
  const { preview, withFindings, highlighted, onHighlight } = props;
  if (!preview) return <p class="subtle">{message('new_flow_building')}</p>;
  switch (preview.kind) {
    case 'none':
      return <p class="subtle">{message('new_flow_no_request')}</p>;
    case 'authorization':
      return (
        <>
          <section class="stack tight" aria-label={message('new_flow_authorization_url')}>
            <h3>{message('new_flow_authorization_url')}</h3>
            <div class="request-text">
              <UrlText
                url={preview.request.url}
                highlighted={highlighted}
                onHighlight={onHighlight}
              />
            </div>
          </section>
          {withFindings && <PreviewFindings preview={preview} />}
        </>
      );
    case 'token':
      return (
        <>
          <section class="stack tight" aria-label={message('new_flow_token_request')}>
            <h3>{message('new_flow_token_request')}</h3>
            <TokenRequestText preview={preview} />
          </section>
          {withFindings && <PreviewFindings preview={preview} />}
        </>
      );
  }
}

function PreviewFindings({ preview }: { preview: Exclude<Preview, { kind: 'none' }> }) {
  return (
    <div class="stack tight">
      <h3>{message('findings_label')}</h3>
      <FindingList findings={preview.findings} />
    </div>
  );
}

function TokenRequestText({ preview }: { preview: Extract<Preview, { kind: 'token' }> }) {
  const { method, url, headers, parameters } = preview.request;
  return (
    <div class="request-text mono" dir="ltr">
      <div>
        <strong>{method}</strong> <SecretText text={url} />
      </div>
      {headers.map(([name, value]) => (
        <div key={name}>
          <span class="subtle">{name}: </span>
          <SecretText text={value} />
        </div>
      ))}
      <div class="request-body">
        {parameters.map(({ name, value }, at) => (
          <div key={`${name} ${at}`} class={colourClass(at)}>
            <strong>{name}</strong>=<SecretText text={value} />
          </div>
        ))}
      </div>
    </div>
  );
}
