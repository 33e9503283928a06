import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BrowserKind } from '../../scripts/browser/browser-places.ts';
import { axeComplaints, OF_COLOUR } from './driver/axe.ts';
import { emulateMedia } from './driver/emulate-media.ts';
import { namesInPage, QUICK_ROLES } from './driver/find-in-page.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { detailTab } from './walk/flow-screens.ts';
import { INSPECTOR, NEW_FLOW, SCREENS, SETTINGS } from './walk/screens.ts';

interface Look {
  width: number;
  media?: Record<string, string>;
  /** rules; all of them unless said */
  only?: readonly string[];
}

/** Over WebDriver BiDi nobody can ask for other media. The gallery has every state in each of them. */
const LOOKS: Record<BrowserKind, readonly Look[]> = {
  chromium: [
    { width: 1000, media: { 'prefers-color-scheme': 'light' } },
    { width: 320, media: { 'prefers-color-scheme': 'dark', 'prefers-contrast': 'more' } },
    {
      width: 1000,
      media: { 'forced-colors': 'active', 'prefers-reduced-motion': 'reduce' },
      only: OF_COLOUR,
    },
  ],
  firefox: [{ width: 320 }, { width: 1000 }],
};

/** What the tests call by a name that the browser does not give it. */
async function misnamed(page: Page): Promise<string[]> {
  const byTests = await Promise.all(
    QUICK_ROLES.map(async (role) =>
      (await namesInPage(page, role)).map((name) => roleAndName(role, name)),
    ),
  );
  const cdp = await page.createCDPSession();
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  await cdp.detach();
  const named = new Set(nodes.map((node) => roleAndName(node.role?.value, node.name?.value)));
  return byTests.flat().filter((entry) => !named.has(entry));
}

/** Where the browser puts blanks between the boxes of a name is its own affair. */
function roleAndName(role: unknown, name: unknown): string {
  return `${role} "${String(name).replaceAll(/\s/g, '')}"`;
}

describe.each([
  { kind: 'chromium', screens: SCREENS },
  { kind: 'firefox', screens: [NEW_FLOW, INSPECTOR, SETTINGS, detailTab('Tokens')] },
] as const)('axe has nothing to say, in $kind', ({ kind, screens }) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  it.each(screens.map((screen) => [screen.name, screen] as const))('of: %s', async (...shown) => {
    const [name, { open, leave }] = shown;
    const { panel, panelPage } = harness;
    await open(harness);
    await panel.comeToFront();
    const found: string[] = [];
    if (kind === 'chromium') found.push(...(await misnamed(panelPage)));
    for (const { width, media, only } of LOOKS[kind]) {
      if (media) await emulateMedia(panelPage, media);
      await panelPage.setViewport({ width, height: 800 });
      const complaints = await axeComplaints(panelPage, only && { only });
      const look = Object.values(media ?? {}).join(', ');
      found.push(...complaints.map((text) => `${name}, ${look}, ${width} px: ${text}`));
    }
    await leave?.(harness);
    expect(found).toEqual([]);
  });
});
