import { useRef, useState } from 'preact/hooks';
import type { Client, SavedClient } from '../../core/clients/client.ts';
import { message } from '../browser.ts';
import type { KeyCommands } from '../clients/key-commands.ts';
import { Icon } from '../ui/Icon.tsx';
import { useKeptFocus } from '../ui/use-kept-focus.ts';
import { ClientForm } from './ClientForm.tsx';
import { ClientRow } from './ClientRow.tsx';

export interface ClientsProps {
  clients: readonly SavedClient[];
  /** a profile as a person knows it */
  nameOf(profileId: string): string;
  nowMs: number;
  keys: KeyCommands;
  /** false when the worker did not answer */
  onSave(client: Client, secret: string | undefined): Promise<boolean>;
  onDelete(client: SavedClient): void;
}

/** The person's registrations at banks; each is changed in place. */
export function Clients({ clients, nameOf, nowMs, keys, onSave, onDelete }: ClientsProps) {
  const [editing, setEditing] = useState<ReadonlySet<string>>(new Set());
  const [adding, setAdding] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const onFocus = useKeptFocus(adding ? heading : add);
  const edit = (id: string, open: boolean) =>
    setEditing(new Set(open ? [...editing, id] : [...editing].filter((other) => other !== id)));
  return (
    <section aria-labelledby="settings-clients" onFocusIn={onFocus}>
      <h2 id="settings-clients" ref={heading} tabIndex={-1}>
        {message('settings_clients')}
      </h2>
      <p class="subtle">{message('settings_clients_meaning')}</p>
      {clients.length === 0 && !adding && <p>{message('settings_clients_none')}</p>}
      {(clients.length > 0 || adding) && (
        <ul class="setting-rows">
          {clients.map((client) => (
            <li key={client.id} class="client">
              {editing.has(client.id) ? (
                <ClientForm
                  client={client}
                  nowMs={nowMs}
                  keys={keys}
                  onSave={onSave}
                  onClose={() => edit(client.id, false)}
                />
              ) : (
                <ClientRow
                  client={client}
                  nameOf={nameOf}
                  onEdit={() => edit(client.id, true)}
                  onDelete={() => onDelete(client)}
                />
              )}
            </li>
          ))}
          {adding && (
            <li class="client">
              <ClientForm
                client={undefined}
                nowMs={nowMs}
                keys={keys}
                onSave={onSave}
                onClose={() => setAdding(false)}
              />
            </li>
          )}
        </ul>
      )}
      {!adding && (
        <div>
          <button type="button" ref={add} onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {message('settings_client_add')}
          </button>
        </div>
      )}
    </section>
  );
}
