import type { Browser } from 'puppeteer-core';
import { evaluateInFirefox } from './firefox-chrome-scope.ts';
import { poll } from './poll.ts';

function extensionExpression(addonId: string): string {
  return `WebExtensionPolicy.getByID(${JSON.stringify(addonId)}).extension`;
}

/** Whether the add-on's event page is running now. */
export async function isEventPageRunning(browser: Browser, addonId: string): Promise<boolean> {
  const state = await evaluateInFirefox(
    browser,
    `return ${extensionExpression(addonId)}.backgroundState`,
  );
  return state !== 'stopped' && state !== 'suspending';
}

/**
 * Ends the add-on's event page the way idleness does, and waits until it has gone. Asks again, since
 * an event that was on its way may have woken it once more.
 */
export async function stopEventPage(browser: Browser, addonId: string): Promise<void> {
  const stop = `await ${extensionExpression(addonId)}.terminateBackground({ ignoreDevToolsAttached: true })`;
  await poll(
    async () => {
      await evaluateInFirefox(browser, stop);
      return (await isEventPageRunning(browser, addonId)) ? undefined : true;
    },
    { awaited: 'the event page to stop' },
  );
}
