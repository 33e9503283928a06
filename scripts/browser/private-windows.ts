import { type BrowserSession, panelPath } from './browser-session.ts';
import { evaluateInFirefox } from './firefox-chrome-scope.ts';
import { poll } from './poll.ts';

/** Allows the extension in private windows, as its details page would. It starts anew: its pages close. */
export async function allowPrivateWindows(session: BrowserSession): Promise<void> {
  const { browser, extensionId, kind } = session;
  if (kind === 'firefox') {
    await evaluateInFirefox(
      browser,
      `const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
       const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
       const id = ${JSON.stringify(extensionId)};
       await ExtensionPermissions.add(id, { permissions: ["internal:privateBrowsingAllowed"], origins: [] });
       await (await AddonManager.getAddonByID(id)).reload();
       return true;`,
    );
    return;
  }
  const page = await browser.newPage();
  await page.goto('chrome://extensions/');
  await page.evaluate(
    `chrome.developerPrivate.updateExtensionConfiguration({
       extensionId: ${JSON.stringify(extensionId)},
       incognitoAccess: true,
     })`,
  );
  await poll(
    async () =>
      (await session.newPage(session.extensionOrigin + panelPath)).close().then(() => true),
    { awaited: 'the extension to be back' },
  );
  await page.close();
}
