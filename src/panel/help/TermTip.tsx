import type { Term } from '../../core/help/terms.ts';
import type { MessageKey } from '../../core/messages.ts';
import { listText } from '../banks/list-text.ts';
import { message } from '../browser.ts';
import { Source } from '../findings/Source.tsx';

interface TermTipProps {
  id: string;
  name: string;
  term: Term;
}

/** What a name means, where it must be, and who says so. It lies above all else, beside the name that it is anchored to. */
export function TermTip({ id, name, term }: TermTipProps) {
  return (
    <span
      id={id}
      ref={(element) => element?.showPopover()}
      class="term-tip"
      role="tooltip"
      popover="manual"
      style={{ positionAnchor: `--${id}` }}
    >
      <strong class="mono" dir="ltr">
        {name}
      </strong>
      <span>{message(term.message)}</span>
      <Where word="tip_required" places={term.required} />
      <Where word="tip_optional" places={term.optional} />
      <span class="subtle">
        <Source source={term.source} />
      </span>
    </span>
  );
}

function Where({ word, places }: { word: MessageKey; places: readonly MessageKey[] }) {
  if (places.length === 0) return null;
  return <span>{message(word, listText(places.map((place) => message(place))))}</span>;
}
