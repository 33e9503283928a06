import { useState } from 'preact/hooks';
import { cutOutsideMarks } from '../../core/flow/secret-marks.ts';
import { message } from '../browser.ts';
import { SecretText } from './SecretText.tsx';

/** Characters shown at first: about two screens. */
const FIRST = 4000;

/** A body as text; a long one is cut until its rest is asked for. */
export function BodyText({ label, text }: { label: string; text: string }) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? text : cutOutsideMarks(text, FIRST);
  return (
    <figure class="body-text">
      <figcaption class="subtle">{label}</figcaption>
      <pre class="card" dir="ltr">
        <SecretText text={shown} />
      </pre>
      {shown.length < text.length && (
        <button type="button" onClick={() => setWhole(true)}>
          {message('action_show_all')}
        </button>
      )}
    </figure>
  );
}
