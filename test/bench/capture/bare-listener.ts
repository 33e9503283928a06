import type { BrowserSession } from '../../../scripts/browser/browser-session.ts';
import { installMadeUp, type MadeUpExtension } from '../made-up-extension.ts';

/** Where a worker says when it had stored a redirect, in `storage.session`; nothing of ours reads it. */
export const STORED_AT = 'test:stored';

/**
 * The least that could store a redirect: an extension that hears of committed pages at one address, and puts each with
 * its time into a database of its own.
 */
export function installBareListener(
  session: BrowserSession,
  redirectUri: string,
): Promise<MadeUpExtension> {
  const worker = `
    const database = new Promise((resolve, reject) => {
      const opening = indexedDB.open('bare', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('seen', { autoIncrement: true });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = reject;
    });
    chrome.webNavigation.onCommitted.addListener(async ({ frameId, url }) => {
      if (frameId !== 0) return;
      const options = { durability: 'relaxed' };
      const transaction = (await database).transaction('seen', 'readwrite', options);
      transaction.objectStore('seen').add({ url, atMs: Date.now() });
      transaction.oncomplete = () => {
        const at = performance.timeOrigin + performance.now();
        void chrome.storage.session.set({ ${JSON.stringify(STORED_AT)}: { url, at } });
      };
    }, { url: [{ urlPrefix: ${JSON.stringify(redirectUri)} }] });
    chrome.runtime.onMessage.addListener((_message, _sender, reply) => reply(true));`;
  return installMadeUp(
    session,
    { permissions: ['webNavigation', 'storage'], background: { service_worker: 'worker.js' } },
    { 'worker.js': worker, 'page.html': '<!doctype html><title>Bare</title>' },
  );
}

/** Put behind our worker's own code: says when the transaction that a redirect is recorded in was complete. */
export const STORED_PROBE = `
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (...row) {
    if (row[0]?.happening?.kind === 'redirect_captured') {
      this.transaction.addEventListener('complete', () => {
        const at = performance.timeOrigin + performance.now();
        void chrome.storage.session.set({ ${JSON.stringify(STORED_AT)}: { flowId: row[0].flowId, at } });
      });
    }
    return add.apply(this, row);
  };`;
