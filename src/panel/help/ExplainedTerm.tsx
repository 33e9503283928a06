import { termOf } from '../../core/help/term-of.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import type { TermProps } from './Term.tsx';
import { TermTip } from './TermTip.tsx';
import { useTip } from './use-tip.ts';
import './term.css';

/** A name as a button that opens its tip; a name of nobody's stays what it is. */
export function ExplainedTerm(props: TermProps) {
  const { place, name, children } = props;
  return termOf(place, name) ? <TermButton {...props} look="term" /> : children;
}

/** A question mark with the tip of a name; nothing for a name of nobody's. */
export function TermMark({ place, name }: Omit<TermProps, 'children'>) {
  return termOf(place, name) ? (
    <TermButton place={place} name={name} look="quiet icon-only term-mark">
      <Icon name="unknown" />
      <span class="visually-hidden">{message('tip_about', name)}</span>
    </TermButton>
  ) : null;
}

function TermButton({ place, name, children, look }: TermProps & { look: string }) {
  const term = termOf(place, name);
  const { id, open, box, button } = useTip();
  return (
    <span class="term-box" {...box}>
      <button
        type="button"
        class={look}
        aria-expanded={open}
        aria-describedby={open ? id : undefined}
        style={open ? { anchorName: `--${id}` } : undefined}
        {...button}
      >
        {children}
      </button>
      {open && term && <TermTip id={id} name={name} term={term} />}
    </span>
  );
}
