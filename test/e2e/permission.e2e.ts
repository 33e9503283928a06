import type { Frame, Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { BrowserSession } from '../../scripts/browser/browser-session.ts';
import { openDevToolsPanel } from '../../scripts/browser/devtools-panel.ts';
import { ensureDisplayTools } from '../../scripts/browser/display-tools.ts';
import { findBrowser } from '../../scripts/browser/find-browser.ts';
import { launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { allowPermissionPrompt } from '../../scripts/browser/permission-prompt.ts';
import { poll } from '../../scripts/browser/poll.ts';
import { startVirtualDisplay, type VirtualDisplay } from '../../scripts/browser/virtual-display.ts';
import { type PracticeBank, startPracticeBank } from '../practice-bank/practice-bank.ts';
import { recordControls, writeControls } from './controls/controls-record.ts';
import { askWorker } from './driver/ask-worker.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { tabAt } from './driver/bank-tab.ts';
import { BPCE, tokenRequests } from './driver/bpce-flow.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { PanelDriver } from './driver/panel-driver.ts';

const HOST = 'http://17515.bpce.localhost';
const flowList = z.object({ flows: z.array(z.object({ flowId: z.string(), phase: z.string() })) });

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
    if (session) await writeControls(session);
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
    await recordControls(surface);
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

  it('loses no code when the host is revoked before the exchange, and goes on once granted', async () => {
    const surface = await session.openPanelTab();
    await recordControls(surface);
    const panel = new PanelDriver(surface);
    const isGranted = async () => (await grantedHosts(surface)).length > 0;
    await fillNewFlow(panel, { bank: BPCE, service: 'Payment initiation', port: bank.port });
    await panel.click('button', 'Request token');
    await allowPermissionPrompt(screen.display, isGranted);
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    bank.control.reset();

    await fillNewFlow(panel, { bank: BPCE, service: 'Account information', port: bank.port });
    await panel.fill('Redirect URI', `${bank.urls.app}/callback`);
    await panel.click('button', 'Open in new tab');
    await logInAtBank(await tabAt(session, '.bpce.localhost'));
    await panel.find('button', 'Exchange code');
    await panel.openDetail('Redirect');
    await panel.readAll(/Calls 17515\.bpce\.localhost:\d+\./);
    await panel.click('tab', 'Settings');
    await panel.click('button', `Revoke ${HOST}`);
    await panel.read('Granted hosts', /No host was granted/);
    await panel.click('tab', 'Flows');
    await panel.readAll(/which this extension may not do now/);

    // As if the grant went in the moment between the click and the call.
    const { flows } = flowList.parse(await askWorker(surface, 'listFlows', {}));
    const flowId = flows.find(({ phase }) => phase === 'code_captured')?.flowId;
    await askWorker(surface, 'exchangeCode', { flowId, onErrors: 'ask' });
    await panel.openDetail('Exchange');
    await panel.readAll(/does not let this extension call .* cannot have seen this request/);
    expect(tokenRequests({ bank })).toEqual([]);

    await panel.click('button', 'Exchange code');
    // Chromium 156 grants again without a question what was granted once.
    await poll(async () => (await isGranted()) || undefined, {
      awaited: 'the host to be granted again',
    }).catch(() => allowPermissionPrompt(screen.display, isGranted));
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests({ bank })).toMatchObject([{ status: 200 }]);
  });
});

/** What the browser itself says of the hosts that the extension may reach. */
async function grantedHosts(surface: Page | Frame): Promise<string[]> {
  const origins = await surface.evaluate('chrome.permissions.getAll().then((all) => all.origins)');
  return z.array(z.string()).parse(origins);
}
