import { answerOf, openFlowDatabase } from '../../../src/background/storage/database.ts';
import type { StoredSummary } from '../../../src/background/storage/stored-summary.ts';
import { flowSubject } from '../../../src/core/flow/flow-filter.ts';
import { foldText } from '../../../src/core/flow/list-filter.ts';

const LATEST_MS = 20_000;
let texts: string[] = [];

/** Reads what the rows of all flows say, as the filter sees it. */
export async function prepare(): Promise<number> {
  const database = await openFlowDatabase();
  const rows: StoredSummary[] = await answerOf(
    database.transaction('summaries').objectStore('summaries').getAll(),
  );
  database.close();
  const words = { service: 'Account information', phase: 'Tokens received' };
  texts = rows.map(({ summary }) => foldText(flowSubject(summary, words, () => '').text[0] ?? ''));
  return texts.length;
}

/** Milliseconds that a bare loop takes, over the letters of a word. */
export async function looped(word: string): Promise<number> {
  let found = 0;
  const startedAt = performance.now();
  for (let length = 1; length <= word.length; length += 1) {
    const wanted = word.slice(0, length);
    for (const text of texts) if (text.includes(wanted)) found += 1;
  }
  const took = performance.now() - startedAt;
  if (found === 0) throw new Error('nothing was found');
  return took;
}

/** Milliseconds from each letter to the list that it leaves, over the letters of a word. */
export async function typed(word: string): Promise<number> {
  const field = document.querySelector<HTMLInputElement>('.filter-bar input[role=combobox]');
  if (!field) throw new Error('no filter');
  let took = 0;
  for (let length = 1; length <= word.length; length += 1) {
    took += await type(field, word.slice(0, length));
  }
  await type(field, '');
  return took;
}

function type(field: HTMLInputElement, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const counts = document.querySelector('.status-line span');
    if (!counts) return reject(new Error('no status line'));
    const startedAt = performance.now();
    const late = setTimeout(() => reject(new Error('no other list')), LATEST_MS);
    const watch = new MutationObserver(() => {
      const took = performance.now() - startedAt;
      watch.disconnect();
      clearTimeout(late);
      // The next letter comes when this one was drawn.
      requestAnimationFrame(() => setTimeout(() => resolve(took)));
    });
    watch.observe(counts, { characterData: true, childList: true, subtree: true });
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}
