import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { logInAtBank } from '../test/e2e/driver/bank-pages.ts';
import { PRACTICE_HOSTS } from '../test/e2e/driver/harness.ts';
import { fillNewFlow } from '../test/e2e/driver/new-flow.ts';
import { openWalk, type Walk } from '../test/e2e/walk/open-walk.ts';
import { startPracticeBank } from '../test/practice-bank/practice-bank.ts';
import { ensureBrowser } from './browser/install-browser.ts';
import { launchChromium } from './browser/launch-chromium.ts';
import { copyWithHosts } from './browser/test-copy.ts';
import { buildAll } from './build-all.ts';
import { indexedPng } from './indexed-png.ts';
import { STORE_PICTURES, sizeOfPng } from './store-pictures.ts';

/**
 * Takes the pictures of the store listings, at the practice bank, in the real panel in real DevTools. Everything in them is
 * made up. Throws when one has another size than the stores want.
 */
const BPCE = "Practice Caisse d'Epargne";
const FOLDER = 'store/pictures';

await buildAll();
await mkdir(FOLDER, { recursive: true });
const found = await ensureBrowser('chromium');
if (!found.ok) throw new Error(found.error);
const extensionDir = await mkdtemp(join(tmpdir(), 'psd2-oauth-pictures-'));
await copyWithHosts('dist/chrome', extensionDir, PRACTICE_HOSTS);
// The port that the form suggests, so that it looks as on everybody's machine.
const bank = await startPracticeBank({ port: 8489 });
const { executablePath } = found.value;
const session = await launchChromium({ executablePath, extensionDir, headless: true });
try {
  const walk = await openWalk({ bank, session });
  await walk.devtoolsPage.setViewport({ width: 1280, height: 800 });
  await takePanel(walk);
  await takeTiles(await session.newPage());
} finally {
  await session.close();
  await bank.close();
  await rm(extensionDir, { recursive: true, force: true });
}

/** The five screenshots, each at the end of something that a person does. */
async function takePanel({ parts, devtoolsPage }: Walk): Promise<void> {
  const { panel, inspected } = parts;
  const theme = async (name: 'Light' | 'Dark') => {
    // DevTools around the panel go by the system.
    const value = name.toLowerCase();
    await devtoolsPage.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    await panel.click('tab', 'Settings');
    await panel.click('radio', name);
    await panel.click('tab', 'Flows');
  };
  const shoot = async (name: keyof typeof STORE_PICTURES) => {
    await panel.surface.evaluate('document.activeElement?.blur()');
    await save(name, devtoolsPage);
  };
  const requestToken = async (bankName: string, service?: string) => {
    await fillNewFlow(panel, { bank: bankName, port: bank.port, ...(service && { service }) });
    await panel.click('button', 'Request token');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
  };
  await theme('Light');
  await fillNewFlow(panel, { bank: BPCE, service: 'Account information', port: bank.port });
  await panel.fill('Scope', 'aisp pisp');
  await panel.read('Findings', /Expected/);
  await shoot('1-build-the-request.png');

  await panel.fill('Scope', 'aisp');
  await panel.read('Authorization URL', /scope=aisp(?!.?pisp)/);
  await panel.click('button', 'Open in inspected tab');
  await logInAtBank(inspected);
  await panel.find('button', 'Exchange code');
  await panel.openDetail('Redirect');
  await panel.readAll(/State: the same as was sent/);
  await panel.click('button', 'Exchange code');
  await panel.openDetail('Tokens');
  await panel.click('button', 'Call accounts');
  await panel.read('Access token', /accounts.*200/);
  await panel.openDetail('Timeline');
  await panel.click('radio', 'Diagram');
  await panel.find('region', 'Steps of the flow');
  await theme('Dark');
  await panel.find('region', 'Steps of the flow');
  await shoot('3-see-the-flow.png');

  // Somebody renews, and uses the old token.
  await panel.openDetail('Tokens');
  await panel.click('button', 'Refresh');
  await panel.readAll(/Replaced/);
  const replaced = await panel.find('region', 'Replaced access token');
  await (await replaced.$('::-p-aria([name="Call accounts"][role="button"])'))?.click();
  await panel.read('Replaced access token', /401/);
  await panel.openDetail('Findings');
  await panel.read('Findings', /PS07/);
  await shoot('4-know-why-it-fails.png');

  await theme('Light');
  await requestToken(BPCE, 'Payment initiation');
  await requestToken('Open-Payments-like');
  await panel.read('Access token', /RS256/);
  await shoot('2-read-and-time-tokens.png');

  await panel.click('tab', 'Banks');
  await panel.fill('Search banks', 'Populaire', 'searchbox');
  const row = await panel.surface.waitForSelector('::-p-xpath(//tr[contains(., "Populaire")])');
  await row?.click();
  await panel.readAll(/Client authentication|Scope/);
  await shoot('5-forty-banks-described.png');
}

/** The tile and the banner: the icon, the name, and what it is for. */
async function takeTiles(page: Page): Promise<void> {
  for (const name of ['small-tile.png', 'marquee.png'] as const) {
    const [width, height] = STORE_PICTURES[name];
    await page.setViewport({ width, height });
    await page.setContent(await tile(width, height));
    await save(name, page);
  }
}

async function tile(width: number, height: number): Promise<string> {
  const svg = await readFile('icons/icon.svg', 'utf8');
  const unit = Math.min(width / 440, height / 280);
  return `<style>
    body { margin: 0; width: ${width}px; height: ${height}px; display: flex; align-items: center;
      justify-content: center; gap: ${28 * unit}px; background: #eaf2fb; color: #0b3a6b;
      font: ${17 * unit}px/1.35 "DejaVu Sans", sans-serif; }
    svg { width: ${120 * unit}px; flex: none }
    h1 { margin: 0 0 ${8 * unit}px; font-size: ${30 * unit}px; line-height: 1.1 }
    p { margin: 0; color: #33475c }
  </style>${svg}<div><h1>PSD2 OAuth<br>DevTools</h1><p>From this bank<br>to these tokens.</p></div>`;
}

async function save(name: keyof typeof STORE_PICTURES, page: Page): Promise<void> {
  const [width, height] = STORE_PICTURES[name];
  const shot = Buffer.from(await page.screenshot());
  const size = sizeOfPng(shot);
  if (size.join() !== [width, height].join()) throw new Error(`${name} is ${size.join(' × ')}`);
  const blank = await session.newPage();
  const pixels = await blank.evaluate(pixelsOf, `data:image/png;base64,${shot.toString('base64')}`);
  await blank.close();
  const picture = await indexedPng([width, height], Buffer.from(pixels, 'base64'), {
    iterations: 5,
    tolerances: [4, 8, 12, 16, 24],
  });
  await writeFile(join(FOLDER, name), picture);
  console.log(`${FOLDER}/${name} ${width} × ${height}, ${(picture.length / 1000).toFixed(1)} kB`);
}

/** Runs in a page: the pixels of a picture, in base64. */
async function pixelsOf(url: string): Promise<string> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  if (!canvas) throw new Error('the browser draws no pictures');
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, image.width, image.height);
  return (new Uint8Array(data.buffer) as Uint8Array & { toBase64(): string }).toBase64();
}
