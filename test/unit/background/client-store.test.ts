import { describe, expect, it } from 'vitest';
import { createHandlers, type WorkerParts } from '../../../src/background/handlers.ts';
import { ClientStore } from '../../../src/background/storage/client-store.ts';
import { loadFingerprintKey, SessionVault } from '../../../src/background/storage/session-vault.ts';
import type { WorkerEvent } from '../../../src/contract/events.ts';
import { defaultSettings } from '../../../src/contract/settings.ts';
import { clientOf } from '../../../src/core/clients/saved-client.ts';
import { clientWith } from '../../fixtures/clients.ts';
import { memoryArea } from './memory-area.ts';

/** A store over a browser; `restart` is the browser closed and opened again. */
function openBrowser() {
  const local = memoryArea();
  let session = memoryArea();
  const open = () => {
    let ids = 0;
    const vault = new SessionVault(
      session,
      () => loadFingerprintKey(local),
      () => {
        ids += 1;
        return `s${ids}`;
      },
    );
    return { vault, store: new ClientStore(local, vault) };
  };
  return {
    local,
    ...open(),
    restart() {
      session = memoryArea();
      return open();
    },
  };
}

const SECRET = 'FAKE-client-secret';

describe('saved clients', () => {
  it('are none at first', async () => {
    expect(await openBrowser().store.read()).toEqual([]);
  });

  it('are read back as they were saved, in the order in which they came', async () => {
    const { store } = openBrowser();
    await store.save(clientWith());
    const saved = await store.save(clientWith({ id: 'client-2', label: 'Another' }));
    expect(saved.map(clientOf)).toEqual([
      clientWith(),
      clientWith({ id: 'client-2', label: 'Another' }),
    ]);
    expect(saved[0]?.secretIs).toBe('none');
  });

  it('are replaced in their place by one of the same id', async () => {
    const { store } = openBrowser();
    await store.save(clientWith());
    await store.save(clientWith({ id: 'client-2' }));
    const saved = await store.save(clientWith({ label: 'Renamed' }));
    expect(saved.map(({ label }) => label)).toEqual(['Renamed', 'Made-up client']);
  });

  it('are both kept when they are saved at once', async () => {
    const { store } = openBrowser();
    await Promise.all([store.save(clientWith()), store.save(clientWith({ id: 'client-2' }))]);
    expect(await store.read()).toHaveLength(2);
  });

  it('are stored with their version, and one that cannot be read is passed over', async () => {
    const { store, local } = openBrowser();
    await store.save(clientWith());
    const stored = local.stored.get('clients') as { version: number; clients: unknown[] };
    expect(stored.version).toBe(1);
    local.stored.set('clients', { ...stored, clients: [{ id: 7 }, ...stored.clients] });
    expect(await store.read()).toHaveLength(1);
    local.stored.set('clients', 'odd');
    expect(await store.read()).toEqual([]);
  });
});

describe('the secret of a client', () => {
  it('is in memory alone: what is stored holds its reference', async () => {
    const { store, vault, local } = openBrowser();
    const [saved] = await store.save(clientWith(), SECRET);
    expect(saved).toMatchObject({
      secretIs: 'in_memory',
      secret: { kind: 'client_secret', length: SECRET.length },
    });
    expect(await vault.value(saved?.secret?.id ?? '')).toBe(SECRET);
    expect(JSON.stringify([...local.stored])).not.toContain(SECRET);
  });

  it('is gone when the browser was closed, and the record says so', async () => {
    const browser = openBrowser();
    await browser.store.save(clientWith(), SECRET);
    expect(await browser.restart().store.read()).toMatchObject([{ secretIs: 'gone' }]);
  });

  it('stays when the client is changed without one', async () => {
    const { store } = openBrowser();
    await store.save(clientWith(), SECRET);
    const saved = await store.save(clientWith({ label: 'Renamed' }));
    expect(saved).toMatchObject([{ label: 'Renamed', secretIs: 'in_memory' }]);
  });

  it('is replaced by another one, and taken away by an empty one', async () => {
    const { store, vault } = openBrowser();
    const [first] = await store.save(clientWith(), SECRET);
    const [second] = await store.save(clientWith(), 'FAKE-second-secret');
    expect(await vault.value(first?.secret?.id ?? '')).not.toBe(SECRET);
    expect(await vault.value(second?.secret?.id ?? '')).toBe('FAKE-second-secret');
    expect(await store.save(clientWith(), '')).toMatchObject([{ secretIs: 'none' }]);
    expect(await vault.known('client:client-1')).toEqual([]);
  });

  it('goes with its client and with no other', async () => {
    const { store, vault } = openBrowser();
    await store.save(clientWith(), SECRET);
    await store.save(clientWith({ id: 'client-2' }), 'FAKE-second-secret');
    expect(await store.delete('client-1')).toMatchObject([
      { id: 'client-2', secretIs: 'in_memory' },
    ]);
    expect(await vault.known('client:client-1')).toEqual([]);
  });
});

describe('the worker', () => {
  const { store, local } = openBrowser();
  const told: WorkerEvent[] = [];
  const handlers = createHandlers({
    engine: { cancelAll: () => undefined },
    journal: { deleteAll: async () => undefined },
    keys: { forgetUnused: async () => undefined, forget: async () => undefined },
    holds: { reconcile: async () => undefined },
    settings: { policy: async () => ({}), read: async () => defaultSettings },
    clients: store,
    tell: (event: WorkerEvent) => told.push(event),
    emptyStorage: async () => local.stored.clear(),
  } as unknown as WorkerParts);

  it('tells every panel of a client that was saved or deleted', async () => {
    const { clients } = await handlers.saveClient({ client: clientWith(), secret: SECRET });
    expect(clients).toHaveLength(1);
    expect(told.at(-1)).toEqual({ event: 'clients_changed', clients });
    expect(JSON.stringify(told)).not.toContain(SECRET);
    expect(await store.read()).toEqual(clients);
    await handlers.deleteClient({ id: 'client-1' });
    expect(told.at(-1)).toEqual({ event: 'clients_changed', clients: [] });
  });

  it('forgets clients with all other data', async () => {
    await handlers.saveClient({ client: clientWith() });
    await handlers.deleteAllData({});
    expect(told).toContainEqual({ event: 'clients_changed', clients: [] });
    expect(await store.read()).toEqual([]);
  });
});
