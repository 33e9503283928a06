import type { ComponentChildren } from 'preact';
import type { Settings } from '../../contract/settings.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { Clients, type ClientsProps } from './Clients.tsx';
import { DeleteAll } from './DeleteAll.tsx';
import { History, type HistoryProps } from './History.tsx';
import { Hosts, type HostsKnown } from './Hosts.tsx';
import { LiveBanks } from './LiveBanks.tsx';
import { Reminders, type RemindersProps } from './Reminders.tsx';
import { Theme } from './Theme.tsx';
import type { UnlockedBank } from './unlocked-banks.ts';
import './settings.css';

export interface SettingsViewProps {
  theme: Settings['theme'];
  /** match patterns; `undefined` while they are read */
  hosts: HostsKnown;
  unlocked: readonly UnlockedBank[];
  clients: ClientsProps;
  /** what is stored and cannot be read */
  unread?: ComponentChildren;
  /** what the organisation has set */
  organisation?: ComponentChildren;
  /** kept secrets, bank by bank */
  kept: ComponentChildren;
  reminders: RemindersProps;
  history: HistoryProps;
  /** the last change did not go through */
  failed: boolean;
  onTheme(theme: Settings['theme']): void;
  onRevoke(host: string): void;
  onLock(key: string): void;
  onDeleteAll(): void;
}

/** Every setting on one page, with what each of them means. */
export function SettingsView(props: SettingsViewProps) {
  const { theme, hosts, unlocked, clients, kept, failed, onTheme, onRevoke, onLock, onDeleteAll } =
    props;
  return (
    <div class="screen settings">
      {failed && (
        <p class="card error settings-note" role="alert">
          <Icon name="error" />
          {message('settings_failed')}
        </p>
      )}
      {props.unread}
      {props.organisation}
      <Theme theme={theme} onTheme={onTheme} />
      <Clients {...clients} />
      <Reminders {...props.reminders} />
      <section aria-labelledby="settings-kept">
        <h2 id="settings-kept">{message('settings_kept')}</h2>
        <dl class="facts">
          <dt>{message('settings_kept_flows')}</dt>
          <dd>{message('settings_kept_flows_where')}</dd>
          <dt>{message('settings_kept_secrets')}</dt>
          <dd>{message('settings_kept_secrets_where')}</dd>
          <dt>{message('settings_kept_clients')}</dt>
          <dd>{message('settings_kept_clients_where')}</dd>
          <dt>{message('settings_kept_settings')}</dt>
          <dd>{message('settings_kept_settings_where')}</dd>
          <dt>{message('settings_kept_layout')}</dt>
          <dd>{message('settings_kept_layout_where')}</dd>
        </dl>
        <p class="subtle">{message('settings_kept_nowhere_else')}</p>
        <DeleteAll onDeleteAll={onDeleteAll} />
      </section>
      <History {...props.history} />
      {kept}
      <Hosts hosts={hosts} onRevoke={onRevoke} />
      <LiveBanks unlocked={unlocked} onLock={onLock} />
    </div>
  );
}
