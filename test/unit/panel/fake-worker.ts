import type { WorkerEvent } from '../../../src/contract/events.ts';
import type { Handlers, Reply } from '../../../src/contract/replies.ts';
import type { Params, RequestName } from '../../../src/contract/requests.ts';
import { defaultSettings } from '../../../src/contract/settings.ts';
import type { BackgroundClient } from '../../../src/panel/background-client.ts';
import { createPanelStore, type PanelStore } from '../../../src/panel/store.ts';

/** A worker in memory: it answers what a test gives it, notes what it was asked, and is else away. */
export interface FakeWorker {
  client: BackgroundClient;
  store: PanelStore;
  asked: { name: RequestName; params: unknown }[];
  broadcast(event: WorkerEvent): void;
}

/** What is read as a panel opens: a list, and nothing that anybody has set, brought or saved. */
export function firstReads(
  list: Reply<'listFlows'>,
  settings = defaultSettings,
): Reply<'readFirst'> {
  return { list, settings, managed: {}, files: {}, clients: [] };
}

export function fakeWorker(handlers: Partial<Handlers>, nowMs = 0): FakeWorker {
  const asked: FakeWorker['asked'] = [];
  const listeners: ((event: WorkerEvent) => void)[] = [];
  const client: BackgroundClient = {
    async ask<Name extends RequestName>(name: Name, params: Params<Name>): Promise<Reply<Name>> {
      asked.push({ name, params });
      const handler: Handlers[Name] | undefined = handlers[name];
      if (!handler) throw new Error('the worker stopped');
      return handler(params);
    },
    listen: (listener) => void listeners.push(listener),
  };
  return {
    client,
    store: createPanelStore(client, { nowMs: () => nowMs }),
    asked,
    broadcast: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
}
