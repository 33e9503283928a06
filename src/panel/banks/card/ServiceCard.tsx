import type { Bank } from '../../../core/banks/bank-list.ts';
import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { liveKey } from '../../../core/banks/live-key.ts';
import { profileInWords } from '../../../core/banks/profile-in-words.ts';
import { inWords } from '../../bank-texts.ts';
import { message } from '../../browser.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { bankChoices } from '../bank-facts.ts';
import { Addresses } from './Addresses.tsx';
import { Answers } from './Answers.tsx';
import { Api } from './Api.tsx';
import { CardPart } from './CardPart.tsx';
import { Client } from './Client.tsx';
import { Demands } from './Demands.tsx';
import { Errors } from './Errors.tsx';
import type { HostTest } from './host-test.ts';
import { Lifetimes } from './Lifetimes.tsx';
import { SandboxPeople } from './SandboxPeople.tsx';
import { Scopes } from './Scopes.tsx';
import { Sources } from './Sources.tsx';
import { Ways } from './Ways.tsx';

/** What can be done with one service of a bank. */
export interface ServiceActions {
  copy(profile: BankProfile, bank: Bank): void;
  edit(profileId: string): void;
  delete(profileId: string): void;
  exportOne(profileId: string): void;
  testHosts(profile: BankProfile, bank: Bank): void;
  /** by the key of what is unlocked, see `liveKey` */
  setLive(key: string, unlocked: boolean): void;
}

interface ServiceCardProps {
  bank: Bank;
  profile: BankProfile;
  /** the person brought it */
  own: boolean;
  liveUnlocked: boolean;
  hostTests: readonly HostTest[];
  actions: ServiceActions;
}

/** All that a profile says of one service of a bank, in parts that open and close. */
export function ServiceCard(props: ServiceCardProps) {
  const { bank, profile, own, liveUnlocked, hostTests, actions } = props;
  const shown = profileInWords(profile, inWords);
  const { id, label, dialect, quirks = [] } = shown;
  return (
    <section class="service-card" aria-label={label}>
      <div class="row">
        <h3>{label}</h3>
        <span class="subtle">{dialect}</span>
        {own && <span class="chip info">{message('bank_own')}</span>}
      </div>
      <div class="row tight">
        {own && (
          <Action icon="draft" name="bank_edit" label={label} onClick={() => actions.edit(id)} />
        )}
        <Action
          icon="copy"
          name="bank_copy_and_edit"
          label={label}
          onClick={() => actions.copy(profile, bank)}
        />
        <Action
          icon="link"
          name="bank_export"
          label={label}
          onClick={() => actions.exportOne(id)}
        />
        {own && (
          <Action
            icon="trash"
            name="bank_delete"
            label={label}
            onClick={() => actions.delete(id)}
          />
        )}
      </div>
      <Ways profile={shown} bank={bank} />
      <Addresses
        profile={shown}
        bank={bank}
        liveUnlocked={liveUnlocked}
        hostTests={hostTests}
        onTestHosts={() => actions.testHosts(profile, bank)}
        onLive={(unlocked) =>
          actions.setLive(liveKey(profile, bankChoices(profile, bank)), unlocked)
        }
      />
      {quirks.length > 0 && (
        <CardPart title={message('bank_part_quirks')} open>
          <ul class="sentences">
            {quirks.map((quirk) => (
              <li key={quirk}>{quirk}</li>
            ))}
          </ul>
        </CardPart>
      )}
      <Client profile={shown} />
      <Demands profile={shown} />
      <Scopes profile={shown} />
      <Lifetimes profile={shown} />
      <Answers profile={shown} />
      <Api profile={shown} />
      <Errors explanations={shown.explanations} />
      <SandboxPeople sandbox={shown.sandbox} />
      <Sources sources={shown.sources} />
    </section>
  );
}

interface ActionProps {
  icon: IconName;
  name: 'bank_edit' | 'bank_copy_and_edit' | 'bank_export' | 'bank_delete';
  /** the service that it is done to, part of the button's name */
  label: string;
  onClick(): void;
}

function Action({ icon, name, label, onClick }: ActionProps) {
  return (
    <button
      type="button"
      class="quiet"
      aria-label={message('bank_action_for', message(name), label)}
      onClick={onClick}
    >
      <Icon name={icon} />
      {message(name)}
    </button>
  );
}
