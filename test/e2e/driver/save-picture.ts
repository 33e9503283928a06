import { mkdir } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';

/** Saves what a page shows as a JPEG in `test-results`, for people to look at. */
export async function savePicture(page: Page, name: string, fullPage = false): Promise<void> {
  await mkdir('test-results', { recursive: true });
  await page.screenshot({ path: `test-results/${name}.jpg`, type: 'jpeg', quality: 70, fullPage });
}
