import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BrowserKind } from '../../scripts/browser/browser-places.ts';
import { axeComplaints } from './driver/axe.ts';
import { emulateMedia } from './driver/emulate-media.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { detailTab } from './walk/flow-screens.ts';
import { INSPECTOR, NEW_FLOW, SCREENS, SETTINGS } from './walk/screens.ts';

/** Over WebDriver BiDi nobody can ask for other media. The gallery has every state in each of them. */
const LOOKS: Record<BrowserKind, readonly { width: number; media?: Record<string, string> }[]> = {
  chromium: [
    { width: 1000, media: { 'prefers-color-scheme': 'light' } },
    { width: 320, media: { 'prefers-color-scheme': 'dark', 'prefers-contrast': 'more' } },
    { width: 1000, media: { 'forced-colors': 'active', 'prefers-reduced-motion': 'reduce' } },
  ],
  firefox: [{ width: 320 }, { width: 1000 }],
};

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
    for (const { width, media } of LOOKS[kind]) {
      if (media) await emulateMedia(panelPage, media);
      await panelPage.setViewport({ width, height: 800 });
      const complaints = await axeComplaints(panelPage);
      const look = Object.values(media ?? {}).join(', ');
      found.push(...complaints.map((text) => `${name}, ${look}, ${width} px: ${text}`));
    }
    await leave?.(harness);
    expect(found).toEqual([]);
  });
});
