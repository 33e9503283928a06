import { readSummary, storedSummary } from './stored-summary.ts';

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
  // Flows of version 1 hold profiles without steps, which cannot be read any more: they stay where they are, unread.
  () => undefined,
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
      const stored = readSummary(row.primaryKey, row.value);
      if (stored) row.update(storedSummary(stored.summary, stored.clearedAtMs));
      row.continue();
    };
  },
  // An answer is compared with those of other flows, without reading any. Rows of before are found from their next event on.
  (_database, transaction) => {
    const summaries = transaction.objectStore('summaries');
    summaries.createIndex('took', 'took');
    summaries.createIndex('lands', 'lands');
  },
];

/**
 * Opens the flow database, bringing an older one up to date. One of a newer version, as after going back to an older
 * extension, is opened as it is: what can be read of it is.
 */
export async function openFlowDatabase(name = 'psd2-oauth'): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, MIGRATIONS.length);
  opening.onupgradeneeded = ({ oldVersion }) => {
    const { result: database, transaction } = opening;
    for (const migrate of MIGRATIONS.slice(oldVersion))
      if (transaction) migrate(database, transaction);
  };
  return answerOf(opening).catch((fault: unknown) => {
    if (!(fault instanceof DOMException) || fault.name !== 'VersionError') throw fault;
    return answerOf(indexedDB.open(name));
  });
}

/** Gives the database that is open, or opens it. */
export type OpenDatabase = () => Promise<IDBDatabase>;

let opened: Promise<IDBDatabase> | undefined;

/** The flow database of this life of the worker. Where it could not be opened, or was closed, the next one who asks opens it. */
export function flowDatabase(): Promise<IDBDatabase> {
  opened ??= openFlowDatabase().then(
    (database) => {
      // The browser closes it when its files are taken away or break.
      database.onclose = forgetOpened;
      return database;
    },
    (fault: unknown) => {
      forgetOpened();
      throw fault;
    },
  );
  return opened;
}

function forgetOpened(): void {
  opened = undefined;
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
