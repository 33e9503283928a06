import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { openFlowDatabase } from '../../../src/background/storage/database.ts';
import { rowsInParts } from '../../../src/background/storage/flow-rows.ts';

it.each([0, 1, 499, 500, 501, 1200])(
  '%i rows are read once each, at most 500 at a time',
  async (count) => {
    const database = await openFlowDatabase(`rows-${count}`);
    const rows = async (mode: IDBTransactionMode = 'readonly') =>
      database.transaction('summaries', mode).objectStore('summaries');
    const filled = await rows('readwrite');
    for (let at = 0; at < count; at += 1) filled.put({ flowId: `f${at}` });
    const read: IDBValidKey[] = [];
    for await (const part of rowsInParts(rows)) {
      expect(part.length).toBeLessThanOrEqual(500);
      read.push(...part.map(([key]) => key));
    }
    expect(read).toHaveLength(count);
    expect(new Set(read).size).toBe(count);
  },
);
