import type { FlowState } from '../../../core/flow/flow-state.ts';
import type { FlowStep } from '../../../core/flow/step-status.ts';
import { inWords } from '../../bank-texts.ts';
import { message } from '../../browser.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import type { FlowCommands } from '../flow-commands.ts';
import { CapturedFields } from './CapturedFields.tsx';
import { Elsewhere } from './Elsewhere.tsx';
import { StepButtons } from './StepButtons.tsx';

const ICONS: Record<FlowStep['status'], IconName> = {
  waiting: 'draft',
  next: 'send',
  under_way: 'waiting',
  done: 'check',
  failed: 'error',
};

interface StepItemProps {
  step: FlowStep;
  flow: FlowState;
  commands: FlowCommands;
}

/** One step: who performs it, how far it got, what it brought, and how to go on. */
export function StepItem({ step, flow, commands }: StepItemProps) {
  const { name, template, status, call } = step;
  const label = inWords(template.label ?? name);
  const elsewhere = template.transport === 'explain';
  const done = status === 'done';
  return (
    <li class={`flow-step ${status}`} aria-current={status === 'next' ? 'step' : undefined}>
      <div class="row step-head">
        <Icon name={ICONS[status]} />
        <strong>{label}</strong>
        <span class="chip">{message(`step_by_${template.transport}`)}</span>
        <span class="subtle">
          {message(`step_${status}`)}
          {call?.answer ? ` · ${call.answer.status}` : ''}
        </span>
        <StepButtons step={step} flow={flow} commands={commands} />
      </div>
      {elsewhere && status !== 'done' && (
        <p class="subtle">
          {message('step_elsewhere_reason')}{' '}
          {(template.needs ?? []).map((need) => message(`need_${need}`)).join(' ')}
        </p>
      )}
      <CapturedFields step={step} flow={flow} onSave={commands.saveCaptured} />
      {template.role !== 'authorize' && status !== 'under_way' && !(done && flow.opened) && (
        <details open={elsewhere && status === 'next'} class="step-elsewhere">
          <summary>
            {message(done ? 'step_again' : elsewhere ? 'step_command' : 'step_command_instead')}
          </summary>
          {/* Out of the way: where the next step's button was a moment ago, a click must not repeat this one. */}
          {done && !elsewhere && (
            <button
              type="button"
              aria-label={message('step_run_again', label)}
              onClick={() => commands.runStep(name)}
            >
              {message('action_step_again')}
            </button>
          )}
          <Elsewhere flow={flow} name={name} label={label} onPaste={commands.pasteAnswer} />
        </details>
      )}
    </li>
  );
}
