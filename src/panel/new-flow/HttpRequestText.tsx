import type { HttpRequest } from '../../core/oauth/http-message.ts';
import type { Parameter } from '../../core/oauth/parameter.ts';
import { SecretText } from '../flows/SecretText.tsx';
import { colourClass } from '../flows/UrlText.tsx';
import { Term } from '../help/Term.tsx';

/** A request of the worker as it would go out, with secrets masked. */
export function HttpRequestText({ request }: { request: HttpRequest }) {
  const { method, url, headers, parameters } = request;
  return (
    <div class="request-text mono" dir="ltr">
      <div>
        <strong>{method}</strong> <SecretText text={url} />
      </div>
      {headers.map(([name, value]) => (
        <div key={name}>
          <span class="subtle">
            <Term place="header" name={name} />:{' '}
          </span>
          <SecretText text={value} />
        </div>
      ))}
      <div class="request-body">
        <ParameterLines parameters={parameters} />
      </div>
    </div>
  );
}

/** Parameters, decoded, each on a line and in a colour of its own. */
export function ParameterLines({ parameters }: { parameters: readonly Parameter[] }) {
  return (
    <>
      {parameters.map(({ name, value }, at) => (
        <div key={`${name} ${at}`} class={colourClass(at)}>
          <strong>
            <Term place="parameter" name={name} />
          </strong>
          =<SecretText text={value} />
        </div>
      ))}
    </>
  );
}
