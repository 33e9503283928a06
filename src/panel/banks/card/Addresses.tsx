import type { Bank } from '../../../core/banks/bank-list.ts';
import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { LiveChip } from '../../flows/Chips.tsx';
import { servedEnvironments, thinConfidence } from '../bank-facts.ts';
import { CardPart, Facts } from './CardPart.tsx';
import { ConfidenceMark } from './ConfidenceMark.tsx';
import { HostTests } from './HostTests.tsx';
import type { HostTest } from './host-test.ts';
import { LiveLock } from './LiveLock.tsx';

interface AddressesProps {
  bank: Bank;
  profile: BankProfile;
  liveUnlocked: boolean;
  hostTests: readonly HostTest[];
  onTestHosts(): void;
  onLive(unlocked: boolean): void;
}

/** Where a service is served, environment by environment. */
export function Addresses(props: AddressesProps) {
  const { bank, profile, liveUnlocked, hostTests, onTestHosts, onLive } = props;
  const served = servedEnvironments(profile, bank);
  const hasLive = served.some(({ environment }) => environment.kind === 'live');
  return (
    <CardPart title={message('bank_part_addresses')} open>
      {served.length === 0 && <p class="subtle">{message('bank_no_environment')}</p>}
      {served.map(({ key, environment, endpoints }) => (
        <div key={key} class="endpoints">
          <p class="row">
            <strong>{environment.label}</strong>
            {environment.kind === 'live' && <LiveChip />}
            <ConfidenceMark
              confidence={environment.confidence ?? thinConfidence(profile, `environments.${key}`)}
            />
          </p>
          <Facts
            rows={endpoints.map(({ name, url }) => [
              message(`endpoint_${name}`),
              <span key={name} class="mono" dir="ltr">
                {url}
              </span>,
            ])}
          />
          {environment.note && <p class="subtle">{environment.note}</p>}
        </div>
      ))}
      <HostTests profile={profile} bank={bank} tests={hostTests} onTest={onTestHosts} />
      {hasLive && <LiveLock label={profile.label} unlocked={liveUnlocked} onLive={onLive} />}
    </CardPart>
  );
}
