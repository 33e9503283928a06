import type { Seen } from '../../core/flow/seen-only.ts';
import { seenOrigin } from '../../core/flow/seen-origin.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';

const icons = { imported: 'import', watched: 'eye', damaged: 'error' } as const;

/** Stands wherever a flow came from a file, a page runs it by itself, or a part of its record is lost. */
export function OriginChip({ flow }: { flow: Seen }) {
  const origin = seenOrigin(flow);
  if (!origin) return null;
  return (
    <span class="chip watched" title={message(origin)}>
      <Icon name={icons[origin]} />
      <span class="word">{message(origin)}</span>
    </span>
  );
}

/** Stands wherever real customers and real money are meant. */
export function LiveChip() {
  return <span class="chip live">{message('live')}</span>;
}
