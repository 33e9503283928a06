import type { Frame, Page } from 'puppeteer-core';
import { type BrowserSession, panelPath } from './browser-session.ts';
import { isDrawnExpression } from './drawn-page.ts';
import { poll } from './poll.ts';

/** Chromium's real DevTools with our panel in front. */
export interface DevToolsPanel {
  /** The panel itself: click, type and read here. */
  panel: Frame;
  /** The whole DevTools window: take screenshots and press keys here. */
  devtoolsPage: Page;
}

/**
 * Looks for the panel among DevTools' views and shows it; gives its id, or `undefined` while the
 * extension has not registered it. A string, because it runs inside DevTools and imports from there.
 */
function showViewExpression(extensionOrigin: string, panelTitle: string): string {
  return `(async () => {
    const { ViewManager } = await import('./ui/legacy/legacy.js');
    const views = ViewManager.ViewManager.instance();
    const id = [...views.views.keys()].find((key) =>
      key.startsWith(${JSON.stringify(extensionOrigin)}) && key.endsWith(${JSON.stringify(panelTitle)}));
    if (id) await views.showView(id);
    return id;
  })()`;
}

/**
 * Opens DevTools on a page of a Chromium session and shows our panel in them. Asks again until the
 * panel is drawn, since DevTools load the extension's page some time after their own.
 */
export async function openDevToolsPanel(
  session: BrowserSession,
  page: Page,
  panelTitle: string,
): Promise<DevToolsPanel> {
  const devtoolsPage = await page.openDevTools();
  const address = session.extensionOrigin + panelPath;
  const expression = showViewExpression(session.extensionOrigin, panelTitle);
  const panel = await poll(
    async () => {
      if (!(await devtoolsPage.evaluate(expression))) return undefined;
      const frame = devtoolsPage.frames().find((candidate) => candidate.url().startsWith(address));
      return (await frame?.evaluate(isDrawnExpression(address))) === true ? frame : undefined;
    },
    { awaited: `the panel ${panelTitle} in DevTools`, timeoutMs: 30_000, intervalMs: 100 },
  );
  return { panel, devtoolsPage };
}
