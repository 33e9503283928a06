import type { Phase } from '../../core/flow/flow-state.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { phaseLook } from './phase-look.ts';

/** A phase as icon and word. */
export function PhaseChip({ phase }: { phase: Phase }) {
  const { tone, icon } = phaseLook[phase];
  return (
    <span class={`chip ${tone}`}>
      <Icon name={icon} />
      {message(`phase_${phase}`)}
    </span>
  );
}
