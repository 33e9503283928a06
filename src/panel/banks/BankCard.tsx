import type { Bank } from '../../core/banks/bank-list.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { ServiceFacts } from './ServiceFacts.tsx';

interface BankCardProps {
  bank: Bank;
  unlockedLive: readonly string[];
  onNewFlow(): void;
  onClose(): void;
}

/** All that the profiles say of one bank. */
export function BankCard({ bank, unlockedLive, onNewFlow, onClose }: BankCardProps) {
  return (
    <section class="bank-card" aria-labelledby="bank-card-title">
      <header>
        <div>
          <h2 id="bank-card-title">{bank.name}</h2>
          <p class="subtle">
            {bank.code === undefined
              ? bank.group
              : message('bank_group_and_code', bank.group, bank.code)}
          </p>
        </div>
        <button
          type="button"
          class="quiet icon-only"
          aria-label={message('action_close')}
          title={message('action_close')}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      <div>
        <button type="button" onClick={onNewFlow}>
          <Icon name="plus" />
          {message('banks_new_flow')}
        </button>
      </div>
      {bank.profiles.map((profile) => (
        <ServiceFacts
          key={profile.id}
          bank={bank}
          profile={profile}
          liveUnlocked={unlockedLive.includes(profile.id)}
        />
      ))}
    </section>
  );
}
