import type { FlowState } from '../../core/flow/flow-state.ts';
import { parseParameters } from '../../core/oauth/parameter.ts';
import { message } from '../browser.ts';
import { FindingList } from '../findings/FindingList.tsx';
import { lazily } from '../ui/lazily.tsx';
import { ParameterTable } from './ParameterTable.tsx';
import type { CarriedRequestProps } from './signed/RequestObject.tsx';
import { splitUrl } from './split-url.ts';
import { UrlText } from './UrlText.tsx';

const CarriedRequest = lazily<CarriedRequestProps>(
  async () => (await import('../screens.ts')).CarriedRequest,
);

/** The authorization request as it was opened, and what the linter said of it. */
export function RequestTab({ flow }: { flow: FlowState }) {
  const { opened, started, calls } = flow;
  const isCarried = opened?.requestObject ?? calls.some(({ purpose }) => purpose === 'push');
  const isClientCredentials = started.plan.draft.grant === 'client_credentials';
  return (
    <div class="stack">
      {opened ? (
        <AuthorizationUrl url={opened.url} />
      ) : (
        <p class="subtle">
          {message(isClientCredentials ? 'request_none_client_credentials' : 'request_none')}
        </p>
      )}
      {isCarried && <CarriedRequest flow={flow} />}
      <h3>{message('findings_label')}</h3>
      <FindingList findings={started.findings} />
    </div>
  );
}

function AuthorizationUrl({ url }: { url: string }) {
  const parameters = splitUrl(url).parameters.map(({ name, value }) => {
    const [parameter] = parseParameters(`${name}${value}`);
    return parameter ?? { name, value };
  });
  return (
    <>
      <section class="card" aria-label={message('request_url')}>
        <UrlText url={url} />
      </section>
      <ParameterTable label={message('request_parameters')} parameters={parameters} coloured />
    </>
  );
}
