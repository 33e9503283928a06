import type { Frame, Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { BrowserSession } from '../../scripts/browser/browser-session.ts';
import { openDevToolsPanel } from '../../scripts/browser/devtools-panel.ts';
import { ensureDisplayTools } from '../../scripts/browser/display-tools.ts';
import { findBrowser } from '../../scripts/browser/find-browser.ts';
import { launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { allowPermissionPrompt } from '../../scripts/browser/permission-prompt.ts';
import { startVirtualDisplay, type VirtualDisplay } from '../../scripts/browser/virtual-display.ts';
import { type PracticeBank, startPracticeBank } from '../practice-bank/practice-bank.ts';
import { BPCE } from './driver/bpce-flow.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { PanelDriver } from './driver/panel-driver.ts';

const HOST = 'http://17515.bpce.localhost';

describe('the package as it ships, in a chromium window', () => {
  let bank: PracticeBank;
  let screen: VirtualDisplay;
  let session: BrowserSession;

  beforeAll(async () => {
    const tools = await ensureDisplayTools();
    if (!tools.ok) throw new Error(tools.error);
  });
  beforeEach(async () => {
    const found = await findBrowser('chromium');
    if (!found) throw new Error('no chromium on this machine');
    bank = await startPracticeBank();
    screen = await startVirtualDisplay();
    session = await launchChromium({
      executablePath: found.executablePath,
      extensionDir: 'dist/chrome',
      headless: false,
      env: { DISPLAY: screen.display },
    });
  });
  afterEach(async () => {
    await session?.close();
    await screen?.stop();
    await bank?.close();
  });

  it('may reach no host when it is installed', async () => {
    expect(await grantedHosts(await session.openPanelTab())).toEqual([]);
  });

  it.each([
    ['in a tab', () => session.openPanelTab()],
    [
      'in DevTools',
      async () => {
        const inspected = await session.newPage(bank.urls.app);
        return (await openDevToolsPanel(session, inspected, 'OAuth')).panel;
      },
    ],
  ])('%s asks for the one host it calls, and gives it back', async (_where, openPanel) => {
    const surface = await openPanel();
    const panel = new PanelDriver(surface);
    await fillNewFlow(panel, { bank: BPCE, service: 'Payment initiation', port: bank.port });
    await panel.click('button', 'Request token');
    await allowPermissionPrompt(screen.display, async () => {
      return (await grantedHosts(surface)).length > 0;
    });
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(await grantedHosts(surface)).toEqual([`${HOST}/*`]);

    await panel.click('tab', 'Settings');
    await panel.read('Granted hosts', new RegExp(HOST));
    await panel.click('button', `Revoke ${HOST}`);
    await panel.read('Granted hosts', /No host was granted/);
    expect(await grantedHosts(surface)).toEqual([]);
  });
});

/** What the browser itself says of the hosts that the extension may reach. */
async function grantedHosts(surface: Page | Frame): Promise<string[]> {
  const origins = await surface.evaluate('chrome.permissions.getAll().then((all) => all.origins)');
  return z.array(z.string()).parse(origins);
}
