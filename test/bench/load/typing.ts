import type { Page } from 'puppeteer-core';
import type { Round } from '../metric.ts';
import { bundleFor } from '../page-bundle.ts';
import { takeTurns } from '../turns.ts';
import type * as InPage from './typing-page.ts';

/** Each letter of it leaves fewer flows than the one before. */
const WORD = '77777';

/**
 * A word typed letter by letter into the filter of a panel, from each letter to the list that shows what it left, summed up;
 * beside a loop that looks for the same letters in the same texts, in the same page.
 */
export async function typingRounds(page: Page, rounds: number): Promise<Round[]> {
  await page.evaluate(await bundleFor('test/bench/load/typing-page.ts', 'typing'));
  const run = (what: 'prepare' | 'typed' | 'looped') =>
    page.evaluate(
      (name, word) => {
        const { typing } = globalThis as unknown as { typing: typeof InPage };
        return typing[name](word);
      },
      what,
      WORD,
    );
  await run('prepare');
  return takeTurns(rounds, { ours: () => run('typed'), baseline: () => run('looped') });
}
