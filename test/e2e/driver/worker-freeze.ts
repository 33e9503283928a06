import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { poll } from '../../../scripts/browser/poll.ts';

/** Where Chromium's worker can be made to stand still, so that a test may kill it there. */
export const freezePoints = [
  'before journal',
  'prepared',
  'sent',
  'headers in',
  'half the body',
  'answer read',
  'stored',
] as const;
export type FreezePoint = (typeof freezePoints)[number];

/**
 * Runs in the worker. What is frozen never settles, and writes nothing more; `frozenAt` says that the point
 * was reached. In the two points inside an answer the bank stalls, and the worker only notes how far it came.
 */
function freeze(point: FreezePoint): void {
  const scope = globalThis as typeof globalThis & { frozenAt?: FreezePoint };
  const reach = () => {
    scope.frozenAt = point;
  };
  const isFrozen = () => scope.frozenAt !== undefined && refused !== undefined;
  const last = { 'before journal': 'call_prepared', prepared: 'call_sent' } as const;
  const refused = point === 'answer read' ? 'call_answered' : last[point as keyof typeof last];
  const isWritten = (row: { happening?: { kind?: string } }, kind: string | undefined) =>
    kind !== undefined && row.happening?.kind === kind;

  const { add, put } = IDBObjectStore.prototype;
  let deaf = false;
  Object.assign(IDBObjectStore.prototype, {
    add(this: IDBObjectStore, ...row: Parameters<typeof add>) {
      if (isWritten(row[0], refused)) reach();
      if (isWritten(row[0], 'call_answered') && point === 'stored') deaf = true;
      return isFrozen() ? {} : add.call(this, ...row);
    },
    put(this: IDBObjectStore, ...row: Parameters<typeof put>) {
      return isFrozen() ? {} : put.call(this, ...row);
    },
  });
  Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
    set(this: IDBTransaction, listener: (this: IDBTransaction, event: Event) => void) {
      this.addEventListener('complete', (event) => {
        // The transaction with the answer is committed, and nobody in the worker hears of it.
        if (deaf) reach();
        else if (!isFrozen()) listener.call(this, event);
      });
    },
  });

  const { fetch } = scope;
  scope.fetch = async (...request) => {
    if (point === 'sent') setTimeout(reach);
    const response = await fetch(...request);
    if (point === 'headers in') reach();
    return response;
  };
  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = async function (this: typeof read) {
    const chunk = await read.call(this);
    if (point === 'half the body') reach();
    return chunk;
  } as typeof read;
}

/**
 * Prepares the extension's running worker to stand still at a point of the next call. `reached` waits for that
 * and lets go of the worker: Chromium 156 does not stop one that somebody is attached to.
 */
export async function freezeWorker(
  { browser, extensionOrigin }: BrowserSession,
  point: FreezePoint,
): Promise<{ reached(): Promise<void> }> {
  const target = await browser.waitForTarget(
    (one) => one.type() === 'service_worker' && one.url().startsWith(`${extensionOrigin}/`),
  );
  const worker = await target.createCDPSession();
  await worker.send('Runtime.evaluate', { expression: `(${freeze})(${JSON.stringify(point)})` });
  return {
    async reached() {
      const expression = 'globalThis.frozenAt';
      await poll(
        async () => {
          const { result } = await worker.send('Runtime.evaluate', { expression });
          return result.value === point || undefined;
        },
        { awaited: `the worker at "${point}"`, intervalMs: 20 },
      );
      await worker.detach();
    },
  };
}
