import type { Bank } from '../../../core/banks/bank-list.ts';
import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { inWords } from '../../bank-texts.ts';
import { message } from '../../browser.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { millisecondsText } from '../../ui/time-text.ts';
import { documentFailureText } from '../document-failure-text.ts';
import { type HostOutcome, type HostTest, testableHosts } from './host-test.ts';

interface HostTestsProps {
  bank: Bank;
  profile: BankProfile;
  tests: readonly HostTest[];
  onTest(): void;
}

/** Asks each of several hosts for its metadata, to see which of them answers. */
export function HostTests({ bank, profile, tests, onTest }: HostTestsProps) {
  const hosts = testableHosts(profile, bank);
  if (hosts.length === 0) return null;
  const asking = tests.some(({ outcome }) => outcome.kind === 'asking');
  const action = message('bank_test_hosts');
  return (
    <div class="stack tight">
      <p class="subtle">{message('bank_test_hosts_meaning')}</p>
      <div>
        <button
          type="button"
          aria-label={message('bank_action_for', action, profile.label)}
          aria-disabled={asking}
          onClick={() => asking || onTest()}
        >
          <Icon name="send" />
          {action}
        </button>
      </div>
      <div role="status">
        {tests.length > 0 && (
          <ul class="host-tests" aria-label={message('bank_hosts_tested')}>
            {tests.map((test) => (
              <li key={test.url}>
                <strong>{inWords(test.environment)}</strong>
                <OutcomeChip outcome={test.outcome} />
                <span class="mono subtle" dir="ltr">
                  {new URL(test.url).host}
                </span>
                <span class="host-detail">{detailText(test)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function OutcomeChip({ outcome }: { outcome: HostOutcome }) {
  const { tone, icon, word } = outcomeLook(outcome);
  return (
    <span class={`chip ${tone}`}>
      <Icon name={icon} />
      {word}
    </span>
  );
}

function outcomeLook(outcome: HostOutcome): { tone: string; icon: IconName; word: string } {
  if (outcome.kind === 'asking') {
    return { tone: '', icon: 'waiting', word: message('bank_host_asking') };
  }
  if (outcome.kind !== 'answered') {
    return { tone: 'error', icon: 'error', word: message('bank_host_no_answer') };
  }
  const fits = outcome.status === 200 && outcome.issuer !== 'different';
  const word = message(
    'bank_host_answered',
    String(outcome.status),
    millisecondsText(outcome.durationMs),
  );
  return { tone: fits ? 'ok' : 'warn', icon: fits ? 'check' : 'warn', word };
}

function detailText({ outcome, issuer = '' }: HostTest): string {
  switch (outcome.kind) {
    case 'asking':
      return '';
    case 'denied':
      return message('bank_host_denied');
    case 'worker_stopped':
      return message('bank_worker_stopped');
    case 'failed':
      return documentFailureText(outcome.failure);
    case 'answered':
      return message(`bank_host_issuer_${outcome.issuer}`, outcome.named, issuer);
  }
}
