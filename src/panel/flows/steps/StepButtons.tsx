import type { FlowState } from '../../../core/flow/flow-state.ts';
import type { FlowStep } from '../../../core/flow/step-status.ts';
import { inWords } from '../../bank-texts.ts';
import { inspectedTabId, message } from '../../browser.ts';
import type { FlowCommands } from '../flow-commands.ts';

interface StepButtonsProps {
  step: FlowStep;
  flow: FlowState;
  commands: FlowCommands;
}

/** What can be done with a step now; spending a code has its own button above, beside the code. */
export function StepButtons({ step, flow, commands }: StepButtonsProps) {
  const { name, template, status } = step;
  const label = inWords(template.label ?? name);
  if (template.role === 'authorize') {
    if (status !== 'next') return null;
    if (template.transport === 'explain') {
      return (
        <button type="button" class="push" onClick={() => commands.openFlow('copied')}>
          {message('action_opened_elsewhere')}
        </button>
      );
    }
    const places = inspectedTabId() === undefined ? (['new_tab'] as const) : PLACES;
    return (
      <span class="row push">
        {places.map((how, at) => (
          <button
            key={how}
            type="button"
            class={at === 0 ? 'primary' : undefined}
            onClick={() => commands.openFlow(how)}
          >
            {message(`new_flow_start_${how}`)}
          </button>
        ))}
      </span>
    );
  }
  const spendsCode = flow.redirect !== undefined || flow.opened !== undefined;
  const runs = template.transport === 'worker' && !spendsCode;
  if (!runs || (status !== 'next' && status !== 'failed')) return null;
  return (
    <button
      type="button"
      class={`push${status === 'next' ? ' primary' : ''}`}
      aria-label={message('step_run', label)}
      onClick={() => commands.runStep(name)}
    >
      {message('action_run_step')}
    </button>
  );
}

const PLACES = ['inspected_tab', 'new_tab'] as const;
