import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { FlowEvent } from '../../core/flow/flow-event.ts';
import type { FlowSummary } from '../../core/flow/flow-summary.ts';

/** A row of the flow list as it is stored. */
export interface StoredSummary {
  flowId: string;
  summary: FlowSummary;
  /** set when the person cleared the list; such a flow can still be brought back for a while */
  clearedAtMs?: number;
}

/** A client's signing key: WebCrypto keys that cannot be exported, one for each algorithm of JWS. */
export interface StoredKey {
  id: string;
  keys: Record<string, CryptoKey>;
  createdAtMs: number;
}

export interface FlowDatabase extends DBSchema {
  events: { key: [flowId: string, sequence: number]; value: FlowEvent };
  summaries: { key: string; value: StoredSummary };
  /** the flow that used a code or refresh token up, by its fingerprint; outlives a cleared list */
  spent: { key: string; value: string };
  keys: { key: string; value: StoredKey };
}

/** One step a version. Step n brings a database of version n to version n + 1; steps are only ever added. */
const MIGRATIONS: readonly ((database: IDBPDatabase<FlowDatabase>) => void)[] = [
  (database) => {
    database.createObjectStore('events', { keyPath: ['flowId', 'sequence'] });
    database.createObjectStore('summaries', { keyPath: 'flowId' });
  },
  // Flows of version 1 hold profiles without steps, which cannot be read any more: they go.
  (database) => {
    database.deleteObjectStore('events');
    database.deleteObjectStore('summaries');
    database.createObjectStore('events', { keyPath: ['flowId', 'sequence'] });
    database.createObjectStore('summaries', { keyPath: 'flowId' });
  },
  (database) => {
    database.createObjectStore('spent');
  },
  (database) => {
    database.createObjectStore('keys', { keyPath: 'id' });
  },
];

/** Opens the flow database, bringing an older one up to date. */
export function openFlowDatabase(name = 'psd2-oauth'): Promise<IDBPDatabase<FlowDatabase>> {
  return openDB<FlowDatabase>(name, MIGRATIONS.length, {
    upgrade(database, oldVersion) {
      for (const migrate of MIGRATIONS.slice(oldVersion)) migrate(database);
    },
  });
}
