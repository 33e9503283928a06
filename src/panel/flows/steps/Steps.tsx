import type { FlowState } from '../../../core/flow/flow-state.ts';
import { flowSteps } from '../../../core/flow/step-status.ts';
import { message } from '../../browser.ts';
import type { FlowCommands } from '../flow-commands.ts';
import { StepItem } from './StepItem.tsx';
import './steps.css';

/** A flow's way from the first request to the tokens, step by step, with what each step brought. */
export function Steps({ flow, commands }: { flow: FlowState; commands: FlowCommands }) {
  const steps = flowSteps(flow);
  const runnable = steps.filter(
    ({ template, status }) => template.transport === 'worker' && status !== 'done',
  );
  const [next] = steps.filter(({ status }) => status !== 'done');
  const canRunAll = runnable.length > 1 && next?.template.transport === 'worker' && !flow.opened;
  return (
    <section class="flow-steps" aria-label={message('steps_label')}>
      <details open={next !== undefined}>
        <summary>
          <h3>{message('steps_label')}</h3>
          <span class="subtle">
            {message(
              'steps_progress',
              steps.filter(({ status }) => status === 'done').length,
              steps.length,
            )}
          </span>
        </summary>
        {canRunAll && (
          <div class="row">
            <button type="button" onClick={commands.runSteps}>
              {message('action_run_steps')}
            </button>
          </div>
        )}
        <ol>
          {steps.map((step) => (
            <StepItem key={step.name} step={step} flow={flow} commands={commands} />
          ))}
        </ol>
      </details>
    </section>
  );
}
