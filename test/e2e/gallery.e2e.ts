import { afterAll, beforeAll, describe, it } from 'vitest';
import { cases, IS_WHOLE } from '../extent.ts';
import { screenStates } from '../gallery/screen-states.ts';
import { axeComplaints, OF_COLOUR } from './driver/axe.ts';
import { type GalleryBrowser, openGallery } from './driver/gallery-driver.ts';
import { layoutFaults } from './driver/layout-faults.ts';
import { textLooks } from './driver/text-looks.ts';

/** What a reader of a contact sheet wants to see: every screen with something in it. */
const FILLED = Object.entries(screenStates).map(([file, { filled }]) => `${file}/${filled}`);

/** The states that are looked at: every one there is, or each screen with something in it. */
const statesOf = (names: readonly string[]) => (IS_WHOLE ? names : FILLED);

/** Hundreds of states, in seven tabs at once. */
const LIMIT_MS = 300_000;

let gallery: GalleryBrowser;

beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery?.close());

describe.concurrent('axe has nothing to say of any state', { timeout: LIMIT_MS }, () => {
  const colours = [
    { scheme: 'light', width: 1000, media: { 'prefers-color-scheme': 'light' } },
    { scheme: 'dark', width: 320, media: { 'prefers-color-scheme': 'dark' } },
    { scheme: 'forced', width: 1000, media: { 'forced-colors': 'active' } },
  ];
  it.for(cases(colours, 2))('in $scheme colours', async ({ scheme, width, media }, { expect }) => {
    const { page, names, errors, show } = await gallery.openStates({ width, media });
    const found: string[] = [];
    const seen = new Set<string>();
    for (const name of statesOf(names)) {
      await show(name);
      const file = name.slice(0, name.lastIndexOf('/'));
      const looks = (await textLooks(page)).map((look) => `${file} ${look}`);
      const isNew = looks.some((look) => !seen.has(look));
      for (const look of looks) seen.add(look);
      const complaints = [
        ...(scheme === 'light' ? await axeComplaints(page, { but: OF_COLOUR }) : []),
        ...(isNew ? await axeComplaints(page, { only: OF_COLOUR }) : []),
      ];
      found.push(...complaints.map((text) => `${name}: ${text}`));
    }
    await page.close();
    expect(names.length).toBeGreaterThan(300);
    expect([...found, ...errors]).toEqual([]);
  });
});

// 320 px is also what remains of 640 px at a zoom of 200 %.
describe.concurrent('nothing is cut off, and nothing lies upon another', {
  timeout: LIMIT_MS,
}, () => {
  const looks = [
    { language: 'pseudo', width: 320 },
    { language: 'pseudo', width: 1000 },
    { language: 'rtl', width: 320 },
    { language: 'rtl', width: 1000 },
  ] as const;
  it.for(cases(looks, 1))('in the language $language at $width px', async (look, { expect }) => {
    const { page, names, show, saveSheet } = await gallery.openStates(look);
    const found: string[] = [];
    for (const name of statesOf(names)) {
      await show(name);
      found.push(...(await layoutFaults(page)).map((text) => `${name}: ${text}`));
    }
    await saveSheet(`screens-${look.language}-${look.width}`, FILLED);
    await page.close();
    expect(found).toEqual([]);
  });
});
