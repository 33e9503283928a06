import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeComplaints } from './driver/axe.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { detailTab } from './walk/flow-screens.ts';
import { INSPECTOR, NEW_FLOW, SCREENS, SETTINGS } from './walk/screens.ts';

const WIDTHS = [320, 1000];

describe.each([
  { kind: 'chromium', schemes: ['light', 'dark'], screens: SCREENS },
  {
    kind: 'firefox',
    // Over WebDriver BiDi nobody can ask for the other one.
    schemes: ['light'],
    screens: [NEW_FLOW, INSPECTOR, SETTINGS, detailTab('Tokens')],
  },
] as const)('axe has nothing to say, in $kind', ({ kind, schemes, screens }) => {
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
    for (const scheme of schemes) {
      if (schemes.length > 1) {
        await panelPage.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      }
      for (const width of WIDTHS) {
        await panelPage.setViewport({ width, height: 800 });
        const complaints = await axeComplaints(panelPage);
        found.push(...complaints.map((text) => `${name}, ${scheme}, ${width} px: ${text}`));
      }
    }
    await leave?.(harness);
    expect(found).toEqual([]);
  });
});
