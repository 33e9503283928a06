import { z } from 'zod';

const record = z.record(z.string(), z.unknown());
const storedSchema = z.object({
  session: record,
  local: record,
  web: record,
  databases: z.record(z.string(), z.record(z.string(), z.array(z.unknown()))),
  rowKeys: z.array(z.unknown()),
});

/** All that the extension has stored: its two areas, those of web pages, and the rows of each database with their keys. */
export type StoredData = z.infer<typeof storedSchema>;

/**
 * Reads it from a page of the extension, without the help of any code of the extension. Bytes are told as text and
 * as hex, a CryptoKey by whether it can be exported. What the tests themselves keep in memory is left out.
 */
export async function readStoredData(page: {
  evaluate(expression: string): Promise<unknown>;
}): Promise<StoredData> {
  return storedSchema.parse(
    await page.evaluate(`(async () => {
      const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      // Else bytes arrive as numbers, and what has no members as nothing.
      const legible = (value) => {
        if (value instanceof ArrayBuffer) return legible(new Uint8Array(value));
        if (ArrayBuffer.isView(value)) {
          const bytes = [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
          return {
            text: new TextDecoder().decode(new Uint8Array(bytes)),
            hex: bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(''),
          };
        }
        if (value instanceof CryptoKey) {
          const { type, extractable, algorithm } = value;
          return { cryptoKey: { type, extractable, algorithm: algorithm.name } };
        }
        if (value instanceof Map || value instanceof Set) return [...value].map(legible);
        if (Array.isArray(value)) return value.map(legible);
        if (typeof value !== 'object' || value === null || value instanceof Date) return value;
        return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, legible(one)]));
      };
      const databases = {};
      const rowKeys = [];
      for (const { name } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        databases[name] = {};
        for (const store of database.objectStoreNames) {
          const rows = database.transaction(store).objectStore(store);
          const [keys, values] = await Promise.all([done(rows.getAllKeys()), done(rows.getAll())]);
          databases[name][store] = values.map(legible);
          rowKeys.push(...keys.map(legible));
        }
        database.close();
      }
      const { session, local } = chrome.storage;
      return {
        session: Object.fromEntries(
          Object.entries(await session.get(null)).filter(([key]) => !key.startsWith('test:')),
        ),
        local: await local.get(null),
        web: { ...localStorage, ...sessionStorage },
        databases,
        rowKeys,
      };
    })()`),
  );
}
