import type { FlowSummary } from '../../core/flow/flow-summary.ts';

/** A row of the flow list as it is stored. */
export interface StoredSummary {
  flowId: string;
  summary: FlowSummary;
  /** set when the person cleared the list; such a flow can still be brought back for a while */
  clearedAtMs?: number;
}

/** A signing key of a client, or the one that a flow's tokens are bound to, in the store `keys`: WebCrypto keys that cannot be exported, one for each JWS algorithm. */
export interface StoredKey {
  id: string;
  keys: Record<string, CryptoKey>;
  createdAtMs: number;
}

/**
 * The stores of the database that hold flows: `events` by flow id and sequence number, `summaries` by flow id, and `spent`,
 * which holds the flow that used a code or refresh token up, by its fingerprint, and outlives a cleared list.
 */
export const STORES = ['events', 'summaries', 'spent'] as const;

/** One step a version. Step n brings a database of version n to version n + 1; steps are only ever added. */
const MIGRATIONS: readonly ((database: IDBDatabase) => void)[] = [
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
export function openFlowDatabase(name = 'psd2-oauth'): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, MIGRATIONS.length);
  opening.onupgradeneeded = ({ oldVersion }) => {
    for (const migrate of MIGRATIONS.slice(oldVersion)) migrate(opening.result);
  };
  return answerOf(opening);
}

/** What a request brings; rejects with its error. */
export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves once everything in a transaction is written; rejects if it was aborted, or if anything in it failed. */
export function endOf(transaction: IDBTransaction): Promise<unknown> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
  });
}
