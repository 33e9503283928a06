import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import { isSeenOnly } from '../../core/flow/seen-only.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';

/** Stands wherever a flow came from a file, or a page runs it by itself. */
export function OriginChip({ flow }: { flow: Pick<FlowSummary, 'watched' | 'imported'> }) {
  if (!isSeenOnly(flow)) return null;
  const origin = flow.imported ? 'imported' : 'watched';
  return (
    <span class="chip watched" title={message(origin)}>
      <Icon name={flow.imported ? 'import' : 'eye'} />
      <span class="word">{message(origin)}</span>
    </span>
  );
}

/** Stands wherever real customers and real money are meant. */
export function LiveChip() {
  return <span class="chip live">{message('live')}</span>;
}
