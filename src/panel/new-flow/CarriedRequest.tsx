import type { JwtContent } from '../../core/oauth/jwt-content.ts';
import { message } from '../browser.ts';
import { SecretText } from '../flows/SecretText.tsx';
import type { CarriedPreview } from './carried-preview.ts';
import { HttpRequestText, ParameterLines } from './HttpRequestText.tsx';

/** What a request becomes on its way to the bank: a signed object, a push, and what the browser opens. */
export function CarriedRequest({ object, added, pushed, opened }: CarriedPreview) {
  const isReference = opened.parameters.some(({ name }) => name === 'request_uri');
  return (
    <>
      {object && (
        <section class="stack tight" aria-label={message('carried_object')}>
          <h3>{message('carried_object')}</h3>
          <p class="subtle">{message('carried_object_meaning')}</p>
          <div class="request-text mono" dir="ltr">
            <Members of={object.header} />
            <div class="request-body">
              <Members of={object.claims} added={added} />
            </div>
          </div>
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

interface MembersProps {
  of: JwtContent['claims'];
  /** names of those that signing adds */
  added?: readonly string[];
}

function Members({ of: members, added = [] }: MembersProps) {
  return (
    <dl class="jwt-members">
      {Object.entries(members).map(([name, value]) => (
        <div key={name}>
          <dt>
            {name}
            {added.includes(name) && <span class="chip">{message('carried_added')}</span>}
          </dt>
          <dd>{shown(name, value, added.includes(name))}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Instants and the JWT's own ID are other ones each time. */
function shown(name: string, value: unknown, isAdded: boolean): string {
  if (isAdded && name === 'jti') return message('carried_new_id');
  if (isAdded && typeof value === 'number') {
    return value === 0 ? message('carried_now') : message('carried_later', value);
  }
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
