import type { CallState } from '../../core/flow/flow-state.ts';
import { message } from '../browser.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { millisecondsText } from '../ui/time-text.ts';

const LOOK = {
  tokens: { tone: 'ok', icon: 'check' },
  pushed: { tone: 'ok', icon: 'check' },
  nonce_wanted: { tone: 'info', icon: 'waiting' },
  api_ok: { tone: 'ok', icon: 'check' },
  error: { tone: 'error', icon: 'error' },
  api_refused: { tone: 'error', icon: 'error' },
  redirected: { tone: 'warn', icon: 'warn' },
  unexpected: { tone: 'warn', icon: 'warn' },
} as const satisfies Record<string, { tone: string; icon: IconName }>;

/** How a call ended, in a chip, and how long it took. */
export function CallOutcome({ call }: { call: CallState }) {
  const { answer, outcome, failed, sentAtMs } = call;
  if (failed) {
    const unknown = failed.reached === 'unknown';
    return (
      <span class={`chip ${unknown ? 'warn' : 'error'}`}>
        <Icon name={unknown ? 'unknown' : 'error'} />
        {message(unknown ? 'outcome_answer_unknown' : 'outcome_not_sent')}
      </span>
    );
  }
  if (!answer || !outcome) {
    return (
      <span class="chip info">
        <Icon name="waiting" />
        {message(sentAtMs === undefined ? 'outcome_prepared' : 'outcome_sent')}
      </span>
    );
  }
  const { tone, icon } = LOOK[outcome];
  return (
    <>
      <span class={`chip ${tone}`}>
        <Icon name={icon} />
        {answer.redirected && answer.status === 0
          ? message('outcome_redirected')
          : message(`outcome_${outcome}`, answer.status)}
      </span>
      <span class="subtle numbers">{millisecondsText(answer.durationMs)}</span>
    </>
  );
}
