import { message } from '../browser.ts';

interface HostsProps {
  hosts: readonly string[] | undefined;
  onRevoke(host: string): void;
}

/** The hosts that the person let the tool call, each of which can be taken back. */
export function Hosts({ hosts, onRevoke }: HostsProps) {
  return (
    <section aria-labelledby="settings-hosts">
      <h2 id="settings-hosts">{message('settings_hosts')}</h2>
      <p class="subtle">{message('settings_hosts_meaning')}</p>
      {hosts?.length === 0 && <p>{message('settings_hosts_none')}</p>}
      {hosts !== undefined && hosts.length > 0 && (
        <ul class="setting-rows">
          {hosts.map((host) => (
            <li key={host}>
              <span class="mono" dir="ltr">
                {hostText(host)}
              </span>
              <button
                type="button"
                aria-label={message('settings_revoke_host', hostText(host))}
                onClick={() => onRevoke(host)}
              >
                {message('settings_revoke')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A match pattern without its path: the part that a person gave access to. */
function hostText(pattern: string): string {
  return pattern.replace(/\/\*$/, '');
}
