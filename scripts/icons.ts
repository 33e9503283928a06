import { readFile, writeFile } from 'node:fs/promises';
import { launch } from 'puppeteer-core';
import { findBrowser } from './browser/find-browser.ts';
import { indexedPng } from './indexed-png.ts';

/** Draws `icons/icon.svg` in the sizes that browsers and stores want. */
const SIZES = [16, 32, 48, 128];

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
  const drawn = await page.screenshot({ omitBackground: true, encoding: 'base64' });
  const pixels = await page.evaluate(pixelsOf, `data:image/png;base64,${drawn}`);
  await writeFile(
    `icons/icon-${size}.png`,
    await indexedPng([size, size], Uint8Array.from(pixels)),
  );
}
await browser.close();

/** Runs in the page. */
async function pixelsOf(url: string): Promise<number[]> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  if (!canvas) throw new Error('the browser draws no pictures');
  canvas.drawImage(image, 0, 0);
  return [...canvas.getImageData(0, 0, image.width, image.height).data];
}
