import { message } from '../browser.ts';

/** `undefined` while they are read; `unavailable` in Firefox's DevTools. */
export type HostsKnown = readonly string[] | 'unavailable' | undefined;

interface HostsProps {
  hosts: HostsKnown;
  onRevoke(host: string): void;
}

/** The hosts that the person let the tool call, each of which can be taken back. */
export function Hosts({ hosts, onRevoke }: HostsProps) {
  return (
    <section aria-labelledby="settings-hosts">
      <h2 id="settings-hosts">{message('settings_hosts')}</h2>
      <p class="subtle">{message('settings_hosts_meaning')}</p>
      {hosts === 'unavailable' && <p>{message('settings_hosts_unavailable')}</p>}
      {hosts?.length === 0 && <p>{message('settings_hosts_none')}</p>}
      {Array.isArray(hosts) && hosts.length > 0 && (
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
