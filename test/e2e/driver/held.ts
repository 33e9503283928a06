import type { Page } from 'puppeteer-core';
import { z } from 'zod';
import { poll } from '../../../scripts/browser/poll.ts';
import type { PracticeBank } from '../../practice-bank/practice-bank.ts';
import type { Harness } from './harness.ts';
import { secretsInMemory } from './secrets.ts';
import { readStoredData } from './stored-data.ts';

/** How often each part of the practice app saw its callback since the log was emptied. */
export function appSightings({ control }: Pick<PracticeBank, 'control'>) {
  const paths = control.log().map(({ path }) => path);
  const count = (wanted: string) => paths.filter((path) => path === wanted).length;
  return {
    server: count('/callback'),
    page: count('/seen/page'),
    worker: count('/seen/worker'),
  };
}

const answer = z.object({
  url: z.string(),
  form: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
});

/** The answers that the extension keeps for the app, as the bank sent them. */
export async function heldAnswers(panelPage: Page): Promise<z.infer<typeof answer>[]> {
  const kept = secretsInMemory(await readStoredData(panelPage));
  return kept
    .filter(({ kind }) => kind === 'held_answer')
    .map(({ value }) => answer.parse(JSON.parse(value)));
}

/** Waits for a tab by its title, and gives its address. In Firefox the driver does not see our own pages. */
export function tabTitled(panelPage: Page, title: string): Promise<string> {
  const look = async () => {
    const tabs = await panelPage.evaluate('chrome.tabs.query({})');
    return z
      .array(z.looseObject({ title: z.string().optional(), url: z.string().optional() }))
      .parse(tabs)
      .find((tab) => tab.title === title)?.url;
  };
  return poll(look, { awaited: `a tab "${title}"` });
}

/** How many rules for holds the browser has: those of our own headers do not count. */
export async function holdRuleCount(panelPage: Page): Promise<number> {
  const rules = await panelPage.evaluate('chrome.declarativeNetRequest.getSessionRules()');
  return z
    .array(z.object({ id: z.number() }))
    .parse(rules)
    .filter(({ id }) => id >= 1000).length;
}

/** Waits until nothing is held any more. */
export function untilNoRules(panelPage: Page): Promise<true> {
  return poll(async () => (await holdRuleCount(panelPage)) === 0 || undefined, {
    awaited: 'no rule for a hold',
  });
}

/** Puts the end of every hold into the past, and wakes the worker as its alarm would. */
export async function letHoldsExpire({ panelPage, session }: Harness): Promise<void> {
  await panelPage.evaluate(`(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await done(indexedDB.open('psd2-oauth'));
    const store = database.transaction('summaries', 'readwrite').objectStore('summaries');
    for (const row of await done(store.getAll())) {
      if (row.summary.hold) row.summary.hold.untilMs = Date.now() - 1;
      await done(store.put(row));
    }
    database.close();
  })()`);
  // A worker knows what it wrote; the alarm wakes one that does not.
  await session.stopWorker();
  await panelPage.evaluate("chrome.alarms.create('hold', { when: Date.now() })");
}
