import type { Frame, Page } from 'puppeteer-core';
import { poll } from '../../../scripts/browser/poll.ts';

/** A panel in DevTools that were opened for it, with its first frame drawn. */
export interface OpenedPanel {
  /** milliseconds from choosing the panel to the end of its first frame */
  tookMs: number;
  frame: Frame;
  devtools: Page;
}

/** Where a panel is found. */
export interface PanelPlace {
  origin: string;
  title: string;
  path: string;
}

const LIMIT_MS = 20_000;

/** Opens DevTools on a page, and in them a panel that was not loaded before. */
export async function openPanel(
  inspected: Page,
  { origin, title, path }: PanelPlace,
): Promise<OpenedPanel> {
  const devtools = await inspected.openDevTools();
  try {
    const find = `(async () => {
      const { ViewManager } = await import('./ui/legacy/legacy.js');
      globalThis.views = ViewManager.ViewManager.instance();
      return [...views.views.keys()].find((key) =>
        key.startsWith(${JSON.stringify(origin)}) && key.endsWith(${JSON.stringify(title)}));
    })()`;
    const view = await poll(() => devtools.evaluate(find), {
      awaited: `the tab ${title} in DevTools`,
      timeoutMs: LIMIT_MS,
    });
    const startedAt = await devtools.evaluate(
      `(() => {
        const now = performance.timeOrigin + performance.now();
        void views.showView(${JSON.stringify(view)});
        return now;
      })()`,
    );
    const frame = await poll(
      () => devtools.frames().find((one) => one.url().startsWith(origin + path)),
      { awaited: `the frame of ${title}`, timeoutMs: LIMIT_MS, intervalMs: 10 },
    );
    const drawnAt = await poll(() => frame.evaluate('globalThis.firstFrameAt'), {
      awaited: `the first frame of ${title}`,
      timeoutMs: LIMIT_MS,
    });
    return { tookMs: Number(drawnAt) - Number(startedAt), frame, devtools };
  } catch (error) {
    await devtools.close();
    throw error;
  }
}
