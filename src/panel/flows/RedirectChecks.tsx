import type { FlowState } from '../../core/flow/flow-state.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { type CheckResult, redirectChecks } from './redirect-checks.ts';

const LOOK = {
  equal: { tone: 'ok', icon: 'check' },
  different: { tone: 'error', icon: 'error' },
  missing: { tone: 'error', icon: 'error' },
  not_asked: { tone: 'plain', icon: 'info' },
} as const satisfies Record<CheckResult, { tone: string; icon: string }>;

/** What was compared before anything else: address, state and issuer, each with its outcome. */
export function RedirectChecks({ flow }: { flow: FlowState }) {
  return (
    <ul class="checks" aria-label={message('checks_label')}>
      {redirectChecks(flow).map(({ what, result }) => (
        <li key={what} class={`check ${LOOK[result].tone}`}>
          <Icon name={LOOK[result].icon} />
          <span>{message(`check_${what}_${result}`)}</span>
        </li>
      ))}
    </ul>
  );
}
