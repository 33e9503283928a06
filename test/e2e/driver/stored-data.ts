import { z } from 'zod';

const record = z.record(z.string(), z.unknown());
const storedSchema = z.object({
  session: record,
  local: record,
  web: record,
  databases: z.record(z.string(), z.record(z.string(), z.array(z.unknown()))),
});

/** All that the extension has stored: its two areas, those of web pages, and the rows of each database. */
export type StoredData = z.infer<typeof storedSchema>;

/** Reads it from a page of the extension, without the help of any code of the extension. */
export async function readStoredData(page: {
  evaluate(expression: string): Promise<unknown>;
}): Promise<StoredData> {
  return storedSchema.parse(
    await page.evaluate(`(async () => {
      const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const databases = {};
      for (const { name } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        databases[name] = {};
        for (const store of database.objectStoreNames) {
          const rows = database.transaction(store).objectStore(store).getAll();
          databases[name][store] = await done(rows);
        }
        database.close();
      }
      const { session, local } = chrome.storage;
      return {
        session: await session.get(null),
        local: await local.get(null),
        web: { ...localStorage, ...sessionStorage },
        databases,
      };
    })()`),
  );
}
