import type { Bank } from '../../../core/banks/bank-list.ts';
import { liveKey } from '../../../core/banks/live-key.ts';
import { inWords } from '../../bank-texts.ts';
import { message } from '../../browser.ts';
import { Icon } from '../../ui/Icon.tsx';
import { bankChoices, countriesOf, optionOf } from '../bank-facts.ts';
import { countryWord } from '../country-word.ts';
import { listText } from '../list-text.ts';
import { ConfidenceMark } from './ConfidenceMark.tsx';
import type { HostTest } from './host-test.ts';
import { type ServiceActions, ServiceCard } from './ServiceCard.tsx';
import './card.css';

export interface BankCardActions extends ServiceActions {
  newFlow(bankKey: string): void;
  close(): void;
}

interface BankCardProps {
  bank: Bank;
  /** ids of the profiles that the person brought */
  ownIds: ReadonlySet<string>;
  unlockedLive: readonly string[];
  /** by the key of a bank's service, see `liveKey`; absent: not tested */
  hostTests: ReadonlyMap<string, readonly HostTest[]>;
  actions: BankCardActions;
}

/** All that the profiles say of one bank. */
export function BankCard({ bank, ownIds, unlockedLive, hostTests, actions }: BankCardProps) {
  const option = bank.profiles.map((profile) => optionOf(profile, bank)).find(Boolean);
  const countries = countriesOf(bank).map(countryWord);
  return (
    <section class="bank-card" aria-labelledby="bank-card-title">
      <header>
        <div>
          <h2 id="bank-card-title">{bank.name}</h2>
          {(bank.code !== undefined || bank.group !== bank.name) && (
            <p class="subtle">
              {bank.code === undefined
                ? bank.group
                : message('bank_group_and_code', bank.group, bank.code)}
            </p>
          )}
          {countries.length > 0 && <p class="subtle">{listText(countries, 'unit')}</p>}
        </div>
        <button
          type="button"
          class="quiet icon-only"
          aria-label={message('action_close')}
          title={message('action_close')}
          onClick={actions.close}
        >
          <Icon name="close" />
        </button>
      </header>
      {(option?.note !== undefined || option?.confidence !== undefined) && (
        <p>
          {option.note && inWords(option.note)} <ConfidenceMark confidence={option.confidence} />
        </p>
      )}
      <div>
        <button type="button" onClick={() => actions.newFlow(bank.key)}>
          <Icon name="plus" />
          {message('banks_new_flow')}
        </button>
      </div>
      {bank.profiles.map((profile) => {
        const key = liveKey(profile, bankChoices(profile, bank));
        return (
          <ServiceCard
            key={key}
            bank={bank}
            profile={profile}
            own={ownIds.has(profile.id)}
            liveUnlocked={unlockedLive.includes(key)}
            hostTests={hostTests.get(key) ?? []}
            actions={actions}
          />
        );
      })}
    </section>
  );
}
