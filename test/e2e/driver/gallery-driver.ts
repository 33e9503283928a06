import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { z } from 'zod';
import { findBrowser } from '../../../scripts/browser/find-browser.ts';
import { chromiumArguments } from '../../../scripts/browser/launch-chromium.ts';
import { type ServedGallery, serveGallery } from '../../gallery/serve.ts';
import { emulateMedia } from './emulate-media.ts';
import { savePicture } from './save-picture.ts';

/** How a page of states is looked at. */
export interface Look {
  language?: 'en' | 'pseudo' | 'rtl';
  width: number;
  /** media features by name, as style sheets ask for them */
  media?: Readonly<Record<string, string>>;
}

/** The gallery in a Chromium without the extension. */
export interface GalleryBrowser {
  browser: Browser;
  /** A new tab in which states are drawn one after the other. */
  openStates(look: Look): Promise<StatesTab>;
  close(): Promise<void>;
}

/** A tab of the gallery, and what went wrong in it so far. */
export interface StatesTab {
  page: Page;
  names: readonly string[];
  /** `error` of scripts that nobody caught */
  errors: readonly string[];
  show(name: string): Promise<void>;
  /** Saves one picture of several states as a JPEG in `test-results`, for people to look at. */
  saveSheet(file: string, names: readonly string[]): Promise<void>;
}

export async function openGallery(): Promise<GalleryBrowser> {
  const found = await findBrowser('chromium');
  if (!found) throw new Error('no chromium on this machine');
  const gallery = await serveGallery();
  const browser = await puppeteer.launch({
    executablePath: found.executablePath,
    headless: true,
    args: chromiumArguments(process.geteuid?.(), []),
  });
  return {
    browser,
    openStates: (look) => openStates(browser, gallery, look),
    async close() {
      await browser.close();
      await gallery.close();
    },
  };
}

async function openStates(
  browser: Browser,
  { statePage }: ServedGallery,
  { language = 'en', width, media = {} }: Look,
): Promise<StatesTab> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.setViewport({ width, height: 800 });
  await emulateMedia(page, media);
  await page.goto(`${statePage}?language=${language}`);
  await page.waitForFunction('window.statePage', { polling: 50 });
  return {
    page,
    names: z.array(z.string()).parse(await page.evaluate('statePage.names')),
    errors,
    async show(name) {
      await page.evaluate(`statePage.show(${JSON.stringify(name)})`);
    },
    async saveSheet(file, sheet) {
      await page.evaluate(`statePage.showAll(${JSON.stringify(sheet)})`);
      await savePicture(page, file, true);
    },
  };
}
