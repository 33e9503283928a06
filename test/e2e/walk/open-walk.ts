import type { Page } from 'puppeteer-core';
import { openDevToolsPanel } from '../../../scripts/browser/devtools-panel.ts';
import type { BankAndBrowser } from '../driver/harness.ts';
import { PanelDriver } from '../driver/panel-driver.ts';
import type { WalkParts } from './main-job.ts';

const PANEL_TITLE = 'OAuth';

/** A walk ready to begin: what its steps stand on, and the DevTools window around the panel. */
export interface Walk {
  parts: WalkParts;
  devtoolsPage: Page;
}

/** Opens DevTools on the practice app with the panel in front, wide enough for the whole walk. */
export async function openWalk({
  bank,
  session,
}: Pick<BankAndBrowser, 'bank' | 'session'>): Promise<Walk> {
  const inspected = await session.newPage(bank.urls.app);
  const { panel, devtoolsPage } = await openDevToolsPanel(session, inspected, PANEL_TITLE);
  await devtoolsPage.setViewport({ width: 1280, height: 900 });
  return { parts: { bank, inspected, panel: new PanelDriver(panel) }, devtoolsPage };
}
