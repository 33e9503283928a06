import { message } from '../browser.ts';
import { SecretText } from '../flows/SecretText.tsx';
import type { CarriedPreview } from './carried-preview.ts';
import { HttpRequestText, ParameterLines } from './HttpRequestText.tsx';
import { JwtText } from './JwtText.tsx';

/** What a request becomes on its way to the bank: a signed object, a push, and what the browser opens. */
export function CarriedRequest({ object, added, pushed, opened }: CarriedPreview) {
  const isReference = opened.parameters.some(({ name }) => name === 'request_uri');
  return (
    <>
      {object && (
        <section class="stack tight" aria-label={message('carried_object')}>
          <h3>{message('carried_object')}</h3>
          <p class="subtle">{message('carried_object_meaning')}</p>
          <JwtText content={object} added={added} />
        </section>
      )}
      {pushed && (
        <section class="stack tight" aria-label={message('carried_pushed')}>
          <h3>{message('carried_pushed')}</h3>
          <HttpRequestText request={pushed} />
        </section>
      )}
      <section class="stack tight" aria-label={message('carried_opened')}>
        <h3>{message('carried_opened')}</h3>
        <p class="subtle">
          {message(isReference ? 'carried_opened_pushed' : 'carried_opened_object')}
        </p>
        <div class="request-text mono" dir="ltr">
          <SecretText text={opened.endpoint} />
          <ParameterLines parameters={opened.parameters} />
        </div>
      </section>
    </>
  );
}
