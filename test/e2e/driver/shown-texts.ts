import type { Page } from 'puppeteer-core';
import { z } from 'zod';
import type { Harness } from './harness.ts';

const DETAILS = ['Timeline', 'Request', 'Redirect', 'Findings', 'Tokens', 'Exchange'];

/** What each detail tab of the selected flow shows, attributes and all; ends on the Exchange tab. */
export async function shownDetails({ panel, panelPage }: Harness): Promise<string[]> {
  const shown: string[] = [];
  for (const name of DETAILS) {
    await panel.openDetail(name);
    shown.push(await shownNow(panelPage));
  }
  return shown;
}

/** What each screen shows, with no flow form open. */
export async function shownScreens({ panel, panelPage }: Harness): Promise<string[]> {
  const shown: string[] = [];
  for (const name of ['Tokens', 'Banks', 'Settings', 'Flows']) {
    await panel.click('tab', name);
    shown.push(await shownNow(panelPage));
  }
  return shown;
}

/** Text, attributes and what stands in fields: all that can be seen, copied or read aloud. */
function shownNow(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')] as HTMLInputElement[];
    const { body } = document;
    return [body.innerText, body.outerHTML, ...fields.map(({ value }) => value)].join('\n');
  });
}

/** Presses "Copy as cURL" on every call of the Exchange tab, and gives what was copied. */
export async function copiedCommands({ panel, panelPage }: Harness): Promise<string[]> {
  await panelPage.evaluate(`globalThis.copied = [];
    document.addEventListener('copy', ({ target }) => copied.push(target.value))`);
  for (const summary of await panelPage.$$('details:not([open]) > summary')) await summary.click();
  const copy = await panelPage.$$('::-p-aria([name="Copy as cURL"][role="button"])');
  for (const button of copy) {
    await button.evaluate((node) => node.scrollIntoView({ block: 'center' }));
    await button.click();
  }
  await panel.readAll(/Copied/);
  return z.array(z.string()).parse(await panelPage.evaluate('copied'));
}
