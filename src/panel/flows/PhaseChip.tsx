import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { phaseLook } from './phase-look.ts';

/** A phase in words; of a request that was pushed and not opened, what became of that. */
export function phaseWord({ phase, push }: Pick<FlowSummary, 'phase' | 'push'>): string {
  return message(push ? (push.endsAtMs ? 'phase_pushed' : 'phase_pushing') : `phase_${phase}`);
}

/** A phase as icon and word. */
export function PhaseChip({ flow }: { flow: Pick<FlowSummary, 'phase' | 'push'> }) {
  const { tone, icon } = phaseLook[flow.push ? 'awaiting_redirect' : flow.phase];
  const word = phaseWord(flow);
  return (
    <span class={`chip ${tone}`} title={word}>
      <Icon name={icon} />
      <span class="words">{word}</span>
    </span>
  );
}
