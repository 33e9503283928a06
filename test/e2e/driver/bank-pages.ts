import type { ElementHandle, Page } from 'puppeteer-core';
import { poll } from '../../../scripts/browser/poll.ts';
import { pasteOver } from './paste-over.ts';

const CREDENTIALS = { user: 'practice', password: 'practice', sms: '12345678' };

/** Logs in at the practice bank's pages and decides on the consent, whose page's text it gives; ends when the last button was pressed. */
export async function logInAtBank(
  page: Page,
  { decision = 'approve', sms = true }: { decision?: 'approve' | 'refuse'; sms?: boolean } = {},
): Promise<string> {
  await page.bringToFront();
  await type(page, '#user', CREDENTIALS.user);
  await type(page, '#password', CREDENTIALS.password);
  await press(page, '#continue');
  if (sms) {
    await type(page, '#sms', CREDENTIALS.sms);
    await press(page, '#confirm');
  }
  const button = await find(page, `#${decision}`);
  const asked = await page.evaluate(() => document.body.innerText);
  await button.click();
  return asked;
}

async function type(page: Page, selector: string, text: string): Promise<void> {
  const field = await find(page, selector);
  await pasteOver(field, text);
}

async function press(page: Page, selector: string): Promise<void> {
  const button = await find(page, selector);
  await button.click();
}

function find(page: Page, selector: string): Promise<ElementHandle<Element>> {
  return poll(async () => (await page.$(selector)) ?? undefined, { awaited: selector });
}
