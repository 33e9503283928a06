import { useEffect } from 'preact/hooks';
import { vaultOwner } from '../../core/clients/client.ts';
import { keyCommands } from '../clients/key-commands.ts';
import type { PanelStore } from '../store.ts';
import { chooseClient, chosenClient, leaveClient, receiveSecret } from './choose-client.ts';
import type { ClientCommands } from './client-commands.ts';
import type { DraftForm } from './draft-form.ts';
import { changedClient, changedSecret, newClient, typedSecret } from './save-client.ts';

/** The saved clients for the form; the secret of a chosen one is fetched from the worker. */
export function useClients(
  store: PanelStore,
  form: DraftForm,
  setForm: (change: (form: DraftForm) => DraftForm) => void,
): ClientCommands {
  const clients = store.clients.value;
  const chosen = chosenClient(form, clients);
  const wanted = chosen?.secretIs === 'in_memory' && form.client?.secret === '';
  useEffect(() => {
    const { id, secret } = chosen ?? {};
    if (!wanted || id === undefined || !secret) return;
    // A worker that stops leaves the field empty, to be filled by hand.
    void store.client.ask('revealSecret', { secretId: secret.id, owner: vaultOwner({ id }) }).then(
      ({ value }) => value !== null && setForm((latest) => receiveSecret(latest, id, value)),
      () => undefined,
    );
  }, [wanted, chosen?.id]);

  const keep = async (client: Parameters<PanelStore['saveClient']>[0], secret?: string) => {
    try {
      await store.saveClient(client, secret);
    } catch {
      return false;
    }
    const { id } = client;
    setForm((latest) => ({ ...latest, client: { id, secret: typedSecret(latest) ?? '' } }));
    return true;
  };
  return {
    clients,
    keys: keyCommands(store.client),
    choose(id) {
      const client = clients.find((other) => other.id === id);
      setForm((latest) => (client ? chooseClient(latest, client) : leaveClient(latest)));
    },
    save(label) {
      const createdAtMs = store.nowMs.value;
      const client = newClient(form, { id: crypto.randomUUID(), label, createdAtMs });
      return keep(client, typedSecret(form));
    },
    async update() {
      return chosen ? keep(changedClient(form, chosen), changedSecret(form)) : false;
    },
  };
}
