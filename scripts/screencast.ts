import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PRACTICE_HOSTS } from '../test/e2e/driver/harness.ts';
import { openWalk } from '../test/e2e/walk/open-walk.ts';
import { startPracticeBank } from '../test/practice-bank/practice-bank.ts';
import { ensureBrowser } from './browser/install-browser.ts';
import { launchChromium } from './browser/launch-chromium.ts';
import { copyWithHosts } from './browser/test-copy.ts';
import { buildAll } from './build-all.ts';
import { movingPicture } from './screencast/moving-picture.ts';
import { SCENES } from './screencast/scenes.ts';
import { captioned, type Still } from './screencast/still.ts';

const FILE = 'docs/main-job.gif';
const SIZE = { width: 940, height: 620 };

/** Walks the main job in the real panel in DevTools and writes what was seen as a moving picture. */
await buildAll();
const browser = await ensureBrowser('chromium');
if (!browser.ok) {
  console.error(browser.error);
  process.exit(1);
}
const extensionDir = await mkdtemp(join(tmpdir(), 'psd2-oauth-screencast-'));
await copyWithHosts('dist/chrome', extensionDir, PRACTICE_HOSTS);
const bank = await startPracticeBank();
const { executablePath } = browser.value;
const session = await launchChromium({ executablePath, extensionDir, headless: true });
try {
  const { parts, devtoolsPage } = await openWalk({ bank, session });
  const canvas = await session.newPage('about:blank');
  await devtoolsPage.setViewport(SIZE);
  await parts.inspected.setViewport(SIZE);
  const stills: Still[] = [];
  for (const { caption, seconds, run, at } of SCENES) {
    await run(parts);
    const page = at === 'bank' ? parts.inspected : devtoolsPage;
    await page.bringToFront();
    const picture = await page.screenshot({ encoding: 'base64' });
    stills.push({ ...(await captioned(canvas, picture, caption)), seconds });
    console.log(caption);
  }
  const gif = movingPicture(stills);
  await writeFile(FILE, gif);
  console.log(`${FILE}: ${Math.round(gif.length / 1000)} kB, ${stills.length} pictures`);
} finally {
  await session.close();
  await bank.close();
  await rm(extensionDir, { recursive: true, force: true });
}
