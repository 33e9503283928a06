import type { MessageKey } from '../../../core/messages.ts';
import type { TokenCheck } from '../../../core/tokens/verify/token-check.ts';
import { message } from '../../browser.ts';
import { Icon } from '../../ui/Icon.tsx';

const LOOK = {
  ok: { tone: 'ok', icon: 'check' },
  failed: { tone: 'error', icon: 'error' },
  unchecked: { tone: 'plain', icon: 'unknown' },
} as const;

/** The checks of a token one by one: passed, failed, or why it could not be made. */
export function CheckList({ checks }: { checks: readonly TokenCheck[] }) {
  return (
    <ul class="checks" aria-label={message('verify_checks')}>
      {checks.map(({ name, outcome, missing = outcome }) => (
        <li key={name} class={`check ${LOOK[outcome].tone}`}>
          <Icon name={LOOK[outcome].icon} />
          <span>
            <code>{name}</code> {message(`check_${missing}` as MessageKey)}
          </span>
        </li>
      ))}
    </ul>
  );
}
