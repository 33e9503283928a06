import { randomUUID } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { z } from 'zod';
import { type BrowserSession, panelPath } from './browser-session.ts';
import { isDrawnExpression } from './drawn-page.ts';
import { evaluateInFirefox } from './firefox-chrome-scope.ts';
import {
  askPanelScript,
  closeToolboxScript,
  panelIdPrefix,
  showPanelScript,
  windowPictureScript,
} from './firefox-panel-script.ts';
import { poll } from './poll.ts';

/** Firefox's real developer tools with our panel in front; WebDriver BiDi lists no page for it. */
export interface FirefoxToolbox {
  /** Evaluates an expression in the panel, awaits it and gives its value by way of JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** Clicks the middle of the first element a CSS selector finds, as a user's gesture. */
  click(selector: string): Promise<void>;
  /** The text of the first element a CSS selector finds, or `undefined` when there is none. */
  text(selector: string): Promise<string | undefined>;
  /** The whole window as a PNG, page and tools. */
  screenshot(): Promise<Buffer>;
  /** Closes the tools. The page must be the tab in front. */
  close(): Promise<void>;
}

const panelAnswer = z.union([z.object({ error: z.string() }), z.object({ value: z.string() })]);

function clickExpression(selector: string): string {
  return `(() => {
    const element = document.querySelector(${JSON.stringify(selector)});
    if (element === null) throw new Error('nothing to click');
    element.scrollIntoView({ block: 'nearest' });
    const { left, top, width, height } = element.getBoundingClientRect();
    pressMouse(left + width / 2, top + height / 2);
  })()`;
}

/** Opens Firefox's developer tools on a page and shows the add-on's panel in them. */
export async function openFirefoxToolbox(
  session: BrowserSession,
  page: Page,
): Promise<FirefoxToolbox> {
  const { browser } = session;
  const panelPrefix = panelIdPrefix(session.extensionId);

  async function evaluate(expression: string, timeoutMs = 10_000): Promise<unknown> {
    const question = { panelPrefix, expression, answerName: `psd2:${randomUUID()}`, timeoutMs };
    const answer = panelAnswer.parse(await evaluateInFirefox(browser, askPanelScript(question)));
    if ('error' in answer) throw new Error(`In the panel: ${answer.error}`);
    return JSON.parse(answer.value);
  }

  const isDrawn = isDrawnExpression(session.extensionOrigin + panelPath);
  await page.bringToFront();
  await poll(
    async () => {
      const isShown = await evaluateInFirefox(browser, showPanelScript(panelPrefix));
      // A question is lost when the panel moves to the extension's process: ask again soon.
      return (isShown === true && (await evaluate(isDrawn, 500)) === true) || undefined;
    },
    { awaited: 'the panel in the toolbox', timeoutMs: 30_000, intervalMs: 100 },
  );

  return {
    evaluate,
    async click(selector) {
      await evaluate(clickExpression(selector));
    },
    async text(selector) {
      const found = await evaluate(
        `document.querySelector(${JSON.stringify(selector)})?.innerText`,
      );
      return z.string().nullable().parse(found) ?? undefined;
    },
    async screenshot() {
      const url = z.string().parse(await evaluateInFirefox(browser, windowPictureScript));
      return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
    },
    async close() {
      await evaluateInFirefox(browser, closeToolboxScript);
    },
  };
}
