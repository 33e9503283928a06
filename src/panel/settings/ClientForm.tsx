import { useState } from 'preact/hooks';
import { findClientFaults } from '../../core/clients/check-client.ts';
import type { Client, SavedClient } from '../../core/clients/client.ts';
import type { KeyCommands } from '../clients/key-commands.ts';
import { focusField } from '../ui/focus-field.ts';
import { ClientFormView } from './ClientFormView.tsx';
import { clientFrom, draftOf, secretFrom } from './client-draft.ts';
import { clientFieldId } from './client-field.ts';

interface ClientFormProps {
  /** `undefined` for a new one */
  client: SavedClient | undefined;
  nowMs: number;
  keys: KeyCommands;
  /** false when the worker did not answer */
  onSave(client: Client, secret: string | undefined): Promise<boolean>;
  onClose(): void;
}

/** Changes a client, or makes one; what is wrong is said at its field, once the person has left that. */
export function ClientForm({ client, nowMs, keys, onSave, onClose }: ClientFormProps) {
  const [draft, setDraft] = useState(() => draftOf(client));
  const [identity] = useState(() => client ?? { id: crypto.randomUUID(), createdAtMs: nowMs });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const next = clientFrom(draft, identity);
  const faults = findClientFaults(next);
  const save = async () => {
    const [first] = faults;
    if (first) {
      setLeft(new Set([...left, ...faults.map(({ field }) => field)]));
      focusField(clientFieldId(identity, first.field));
      return;
    }
    if (await onSave(next, secretFrom(draft))) onClose();
  };
  return (
    <ClientFormView
      id={identity.id}
      draft={draft}
      nowMs={nowMs}
      keys={keys}
      secretIs={client?.secretIs ?? 'none'}
      faults={faults.filter(({ field }) => left.has(field))}
      onChange={(change) => setDraft({ ...draft, ...change })}
      onLeave={(field) => setLeft(new Set([...left, field]))}
      onSave={() => void save()}
      onCancel={onClose}
    />
  );
}
