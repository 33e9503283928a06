import { useEffect, useRef, useState } from 'preact/hooks';
import { isInError } from '../../core/flow/flow-filter.ts';
import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import { message } from '../browser.ts';
import { numberFormat } from '../ui/formats.ts';
import { plural } from '../ui/plural.ts';

interface StatusLineProps {
  flows: readonly FlowSummary[];
  listed: readonly FlowSummary[];
  /** what is being watched beside these flows, and what that cannot see */
  watching: string | undefined;
  onBoard?(): void;
}

/** How many flows there are, how many of them are listed, and what came of those. */
export function StatusLine({ flows, listed, watching, onBoard }: StatusLineProps) {
  const counts = countText(flows.length, listed);
  const said = useSlowly(counts);
  return (
    <p class="status-line subtle">
      <span aria-hidden="true">{counts}</span>
      <span class="visually-hidden" role="status">
        {said}
      </span>
      {onBoard && (
        <button type="button" class="quiet" onClick={onBoard}>
          {message('tool_board')}
        </button>
      )}
      {watching !== undefined && <span>{watching}</span>}
    </p>
  );
}

function countText(total: number, listed: readonly FlowSummary[]): string {
  const errors = listed.filter(isInError).length;
  const held = listed.filter(({ hold }) => hold).length;
  const all = plural(total, { one: 'flows_count_one', other: 'flows_count_other' });
  const shown = numberFormat().format(listed.length);
  return [
    listed.length === total ? all : message('flows_count_listed', shown, all),
    errors > 0 && plural(errors, { one: 'flows_errors_one', other: 'flows_errors_other' }),
    held > 0 && plural(held, { one: 'flows_held_one', other: 'flows_held_other' }),
  ]
    .filter(Boolean)
    .join(' · ');
}

const SLOWLY_MS = 1000;

/** A text that changes once a second at most: a screen reader says each of its changes. */
function useSlowly(text: string): string {
  const [said, setSaid] = useState(text);
  const latest = useRef(text);
  latest.current = text;
  const isDue = said !== text;
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => setSaid(latest.current), SLOWLY_MS);
    return () => clearTimeout(timer);
  }, [isDue]);
  return said;
}
