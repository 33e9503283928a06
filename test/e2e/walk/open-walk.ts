import type { Page } from 'puppeteer-core';
import { openDevToolsPanel } from '../../../scripts/browser/devtools-panel.ts';
import type { BankAndBrowser } from '../driver/harness.ts';
import { PanelDriver } from '../driver/panel-driver.ts';
import type { WalkParts } from './main-job.ts';

const PANEL_TITLE = 'OAuth';

/** Opens DevTools on the practice app with the panel in front, wide enough for the whole walk. */
export async function openWalk({
  bank,
  session,
}: Pick<BankAndBrowser, 'bank' | 'session'>): Promise<{ parts: WalkParts; devtoolsPage: Page }> {
  const inspected = await session.newPage(bank.urls.app);
  const { panel, devtoolsPage } = await openDevToolsPanel(session, inspected, PANEL_TITLE);
  await devtoolsPage.setViewport({ width: 1280, height: 900 });
  return { parts: { bank, inspected, panel: new PanelDriver(panel) }, devtoolsPage };
}
