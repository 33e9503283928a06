import { useState } from 'preact/hooks';
import { message } from '../browser.ts';

interface ShownTextProps {
  text: string;
  /** marked wherever it stands, in upper or lower case */
  query?: string;
  /** characters that are shown at first */
  length?: number;
}

/** More at once takes the browser longer than a person waits. */
const MOST = 200_000;

/** A text that is cut where it is long, with a button for more of it. */
export function ShownText({ text, query = '', length = 1500 }: ShownTextProps) {
  const [shown, setShown] = useState(length);
  // A little more than fits is shown: a button takes as much room.
  const isWhole = text.length <= shown * 1.2;
  const visible = isWhole ? text : `${text.slice(0, shown)}…`;
  return (
    <>
      {query.trim() === '' ? visible : marked(visible, query.trim())}
      {!isWhole && (
        <button
          type="button"
          class="quiet more"
          onClick={() => setShown(Math.min(shown * 20, shown + MOST))}
        >
          {message('token_show_more', text.length - shown)}
        </button>
      )}
    </>
  );
}

function marked(text: string, query: string) {
  const pieces = [];
  const lower = text.toLowerCase();
  const wanted = query.toLowerCase();
  let start = 0;
  // Letters whose lower case is longer would shift the places.
  if (lower.length !== text.length) return text;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, start)) {
    const end = at + wanted.length;
    pieces.push(text.slice(start, at), <mark key={at}>{text.slice(at, end)}</mark>);
    start = end;
  }
  return [...pieces, text.slice(start)];
}
