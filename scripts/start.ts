import { parseArgs } from 'node:util';
import { startDemo } from './demo/start-demo.ts';
import { walkMainJob } from './demo/walk-main-job.ts';

const USAGE = `npm start                                   the practice bank, a browser, DevTools and the panel
npm start -- --browser firefox              the same in Firefox, with the panel in a tab
npm start -- --headless --report out.json   walk the whole main job without a window and report each step`;

function options() {
  try {
    return parseArgs({
      options: {
        headless: { type: 'boolean', default: false },
        report: { type: 'string' },
        browser: { type: 'string', default: 'chromium' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(USAGE);
    process.exit(2);
  }
}

const { headless, report, browser, help } = options();
if (help) {
  console.log(USAGE);
} else if (browser !== 'chromium' && browser !== 'firefox') {
  console.error(`--browser takes chromium or firefox, not "${browser}".`);
  process.exit(2);
} else if (headless || !hasDisplay()) {
  if (!headless) console.log('There is no display here, so the main job runs without a window.');
  process.exit(await walkMainJob(report ?? 'report/main-job.json'));
} else {
  await startDemo(browser);
}

function hasDisplay(): boolean {
  if (process.env.CI) return false;
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
