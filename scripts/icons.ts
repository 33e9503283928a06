import { readFile, writeFile } from 'node:fs/promises';
import { launch } from 'puppeteer-core';
import { findBrowser } from './browser/find-browser.ts';
import { repackPng } from './repack-png.ts';

/** Draws `icons/icon.svg` in the sizes that browsers and stores want. */
const SIZES = [16, 32, 128];

const chromium = await findBrowser('chromium');
if (!chromium) throw new Error('drawing the icons needs Chromium');
const svg = await readFile('icons/icon.svg', 'utf8');
const browser = await launch({
  executablePath: chromium.executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${svg}`);
  const drawn = Buffer.from(await page.screenshot({ omitBackground: true }));
  await writeFile(`icons/icon-${size}.png`, await repackPng(drawn));
}
await browser.close();
