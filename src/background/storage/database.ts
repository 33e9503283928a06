import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import { DAY_MS } from '../../core/record/retention.ts';

/** A row of the flow list as it is stored. */
export interface StoredSummary {
  flowId: string;
  summary: FlowSummary;
  /** set when the person cleared the list; such a flow can still be brought back for a while */
  clearedAtMs?: number;
  /** until then the worker has to know of the flow by itself; absent where it never has to */
  untilMs?: number;
}

/** How a flow is stored in the list. It takes redirects for a day; an open call, and a hold, are ended by the worker. */
export function storedSummary(summary: FlowSummary, clearedAtMs?: number): StoredSummary {
  const { flowId, imported, busy, hold, startedAtMs } = summary;
  return {
    flowId,
    summary,
    ...(clearedAtMs !== undefined && { clearedAtMs }),
    ...(!imported && { untilMs: busy || hold ? Number.MAX_VALUE : startedAtMs + DAY_MS }),
  };
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
const MIGRATIONS: readonly ((database: IDBDatabase, transaction: IDBTransaction) => void)[] = [
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
  // The list is read newest first, a part at a time, and the worker reads what still goes on: whatever else is stored.
  (_database, transaction) => {
    const summaries = transaction.objectStore('summaries');
    summaries.createIndex('started', ['summary.startedAtMs', 'flowId']);
    summaries.createIndex('cleared', 'clearedAtMs');
    summaries.createIndex('until', 'untilMs');
    const rows = summaries.openCursor();
    rows.onsuccess = () => {
      const { result: row } = rows;
      if (!row) return;
      const { summary, clearedAtMs }: StoredSummary = row.value;
      row.update(storedSummary(summary, clearedAtMs));
      row.continue();
    };
  },
];

/** Opens the flow database, bringing an older one up to date. */
export function openFlowDatabase(name = 'psd2-oauth'): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, MIGRATIONS.length);
  opening.onupgradeneeded = ({ oldVersion }) => {
    const { result: database, transaction } = opening;
    for (const migrate of MIGRATIONS.slice(oldVersion))
      if (transaction) migrate(database, transaction);
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
