import { Term } from '../help/Term.tsx';
import { SecretText } from './SecretText.tsx';
import { splitUrl } from './split-url.ts';
import './recorded-text.css';

interface UrlTextProps {
  /** as it goes over the wire, or as it was recorded, with marks for secrets */
  url: string;
  /** wire name of the parameter to point out */
  highlighted?: string | undefined;
  onHighlight?(name: string | undefined): void;
}

/** A URL with each parameter on a line and in a colour of its own. */
export function UrlText({ url, highlighted, onHighlight }: UrlTextProps) {
  const { endpoint, parameters } = splitUrl(url);
  return (
    <div class="url-text mono" dir="ltr">
      <span class="endpoint">
        <SecretText text={endpoint} />
      </span>
      {parameters.map(({ separator, name, value }, at) => (
        <span
          // Parameters may repeat, and have no other identity than their place.
          key={at}
          class={`parameter ${colourClass(at)}${name === highlighted ? ' highlighted' : ''}`}
          {...(onHighlight && {
            onMouseEnter: () => onHighlight(name),
            onMouseLeave: () => onHighlight(undefined),
          })}
        >
          <span class="subtle">{separator}</span>
          <strong>
            <Term place="parameter" name={name} />
          </strong>
          <SecretText text={value} />
        </span>
      ))}
    </div>
  );
}

/** The colour of the parameter at a place: six colours in turn. */
export function colourClass(at: number): string {
  return `code-${(at % 6) + 1}`;
}
