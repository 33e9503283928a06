import type { Page } from 'puppeteer-core';
import { openBankAndBrowser } from '../../e2e/driver/harness.ts';
import * as happenings from '../../fixtures/happenings.ts';
import { planOf } from '../../fixtures/profiles.ts';
import { countOf } from '../metric.ts';
import type { Section } from '../section.ts';
import { openQuietPage } from './quiet-page.ts';

const MADE = 100_000;
const KEPT = 1000;
/** Records of one message. */
const PART = 500;

/**
 * 100,000 flows come into a history that is to hold 1,000, in messages as the import sends them: after each answer the store
 * is counted. A flow that is run comes one at a time and through the same door (`keepWithin`), but 100,000 of them take hours.
 */
export const capSection: Section = {
  ids: ['P20'],
  where: ['chromium'],
  async measure() {
    const { session, close } = await openBankAndBrowser('chromium');
    try {
      const page = await openQuietPage(session);
      const counts: number[] = [];
      for (let from = 0; from < MADE; from += 10_000) {
        counts.push(...(await importFlows(page, from, from + 10_000)));
      }
      const over = counts.map((count) => Math.max(0, count - KEPT));
      const name = `flows beyond a history of ${KEPT}, while ${MADE} come`;
      return [countOf({ id: 'P20', name, must: 0, goal: 0 }, over, 'flows')];
    } finally {
      await close();
    }
  },
};

/** How many flows were stored after each message. */
function importFlows(page: Page, from: number, to: number): Promise<number[]> {
  const plan = planOf('oidc');
  const [started] = happenings.record({ ...happenings.started(), plan, findings: [] });
  const given = { from, to, part: PART, kept: KEPT, started };
  return page.evaluate(async ({ from: first, to: end, part, kept, started: event }) => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: unknown): Promise<{ ok?: boolean }> } };
    };
    const settings = { keepFlows: kept, keepDays: 0 };
    await chrome.runtime.sendMessage({ request: 'saveSettings', params: settings });
    const counts: number[] = [];
    const opening = indexedDB.open('psd2-oauth');
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    for (let at = first; at < end; at += part) {
      const flows = Array.from({ length: part }, (_none, place) => {
        const flowId = `made-${at + place}`;
        return { flowId, events: [{ ...event, flowId }] };
      });
      const message = { request: 'importFlows', params: { flows } };
      const reply = await chrome.runtime.sendMessage(message);
      if (!reply?.ok) throw new Error('not taken');
      const counting = opening.result.transaction('summaries').objectStore('summaries').count();
      await new Promise((resolve) => {
        counting.onsuccess = resolve;
      });
      counts.push(counting.result);
    }
    opening.result.close();
    return counts;
  }, given);
}
