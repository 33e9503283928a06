import { message } from '../../browser.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { listText } from '../list-text.ts';
import type { Brought, StepFacts } from './step-facts.ts';

const WHO: Record<StepFacts['transport'], { icon: IconName; tone: string }> = {
  browser: { icon: 'link', tone: 'info' },
  worker: { icon: 'send', tone: 'ok' },
  explain: { icon: 'paste', tone: 'warn' },
};

interface StepChainProps {
  /** what the steps lead to */
  label: string;
  steps: readonly StepFacts[];
}

/** The way to a token, drawn as a chain: who does what where, and what each step brings. */
export function StepChain({ label, steps }: StepChainProps) {
  return (
    <ol class="step-chain" aria-label={label}>
      {steps.map((step) => (
        <li key={step.name}>
          <strong>{step.label}</strong>
          <span class={`chip ${WHO[step.transport].tone}`}>
            <Icon name={WHO[step.transport].icon} />
            {message(`bank_step_${step.transport}`)}
          </span>
          <span class="step-address mono" dir="ltr">
            {step.method} <b>{step.host}</b>
            {step.path}
          </span>
          {step.needs.length > 0 && (
            <span class="subtle">
              {message('bank_step_needs', listText(step.needs.map((need) => needWord(need))))}
            </span>
          )}
          {step.brings.map((brought) => (
            <span key={broughtWord(brought)} class="step-brings">
              {broughtText(brought)}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}

/** What a browser extension lacks for a step, in words. */
export function needWord(need: StepFacts['needs'][number]): string {
  return message(`bank_need_${need}`);
}

function broughtText(brought: Brought): string {
  const word = broughtWord(brought);
  return brought.usedBy.length === 0
    ? message('bank_step_brings', word)
    : message('bank_step_brings_for', word, listText(brought.usedBy));
}

function broughtWord({ what }: Brought): string {
  return 'label' in what ? what.label : message(`bank_step_value_${what.name}`);
}
