import type { Page } from 'puppeteer-core';
import { z } from 'zod';

const kept = z.object({ ok: z.literal(true), value: z.unknown() });

/** Says something to the worker from a panel's page, as the panel does; gives what it replied. */
export async function askWorker(page: Page, request: string, params: object): Promise<unknown> {
  const text = JSON.stringify({ request, params });
  return kept.parse(await page.evaluate(`chrome.runtime.sendMessage(${text})`)).value;
}
