import type { Page } from 'puppeteer-core';
import { type BrowserSession, panelPath } from '../../../scripts/browser/browser-session.ts';
import { openBankAndBrowser } from '../../e2e/driver/harness.ts';
import { installMadeUp } from '../made-up-extension.ts';
import { addProbe, PROBE, PROBE_PATH, probeTag } from './first-frame.ts';
import type { PanelPlace } from './open-panel.ts';
import { storeMany } from './store-many.ts';

/** Flows that are stored: as many as are kept unless a person says otherwise. */
export const FLOWS = 10_000;

/** A browser with our panel, which has many flows to show, and with an empty one. */
export interface BothPanels {
  session: BrowserSession;
  inspected: Page;
  ours: PanelPlace;
  empty: PanelPlace;
}

/** Opens what is compared, and closes it when `work` is done. */
export async function withBothPanels<T>(work: (both: BothPanels) => Promise<T>): Promise<T> {
  const { bank, session, close } = await openBankAndBrowser('chromium', { change: addProbe });
  try {
    const empty = await installEmpty(session);
    try {
      const page = await session.openPanelTab();
      await storeMany(page, FLOWS);
      await page.close();
      const inspected = await session.newPage(bank.urls.app);
      const ours = { origin: session.extensionOrigin, title: 'OAuth', path: panelPath };
      return await work({
        session,
        inspected,
        ours,
        empty: { origin: empty.origin, title: 'Empty', path: '/panel.html' },
      });
    } finally {
      await empty.remove();
    }
  } finally {
    await close();
  }
}

/** An extension that does nothing but register a panel with nothing in it. */
function installEmpty(session: BrowserSession) {
  const devtools = '<!doctype html><script src="devtools.js"></script>';
  const files = {
    'devtools.html': devtools,
    'devtools.js': "chrome.devtools.panels.create('Empty', '', '/panel.html');",
    'panel.html': `<!doctype html><head>${probeTag('body')}</head><body></body>`,
    [PROBE_PATH]: PROBE,
  };
  return installMadeUp(session, { devtools_page: 'devtools.html' }, files);
}
