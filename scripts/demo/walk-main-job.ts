import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PRACTICE_HOSTS } from '../../test/e2e/driver/harness.ts';
import { MAIN_JOB } from '../../test/e2e/walk/main-job.ts';
import { openWalk, type Walk } from '../../test/e2e/walk/open-walk.ts';
import { runSteps, type Step, type StepReport } from '../../test/e2e/walk/run-steps.ts';
import { startPracticeBank } from '../../test/practice-bank/practice-bank.ts';
import type { BrowserSession } from '../browser/browser-session.ts';
import { ensureBrowser } from '../browser/install-browser.ts';
import { launchChromium } from '../browser/launch-chromium.ts';
import { copyWithHosts } from '../browser/test-copy.ts';
import { buildAll } from '../build-all.ts';

const MARK = { passed: '✓', failed: '✗', 'not run': '·' } as const;

/**
 * Walks the main job through the real panel in real DevTools, without a window. Writes the report and,
 * beside it, screenshots in light and dark. Returns the exit code.
 */
export async function walkMainJob(reportPath: string): Promise<0 | 1> {
  await buildAll();
  const browser = await ensureBrowser('chromium');
  if (!browser.ok) {
    console.error(browser.error);
    return 1;
  }
  const extensionDir = await mkdtemp(join(tmpdir(), 'psd2-oauth-walk-'));
  await copyWithHosts('dist/chrome', extensionDir, PRACTICE_HOSTS);
  const bank = await startPracticeBank();
  const { executablePath } = browser.value;
  let session: BrowserSession | undefined;
  let walk: Walk | undefined;
  const steps: Step[] = [
    {
      id: 'practice-bank-up',
      title: 'Practice bank up',
      run: async () => bank.urls.index,
    },
    {
      id: 'extension-loaded',
      title: 'Extension loaded',
      async run() {
        session = await launchChromium({ executablePath, extensionDir, headless: true });
        return `${session.version}, ${session.extensionOrigin}`;
      },
    },
    {
      id: 'panel-open',
      title: 'Panel open in DevTools',
      async run() {
        if (!session) throw new Error('no browser');
        walk = await openWalk({ bank, session });
        return `inspecting ${bank.urls.app}`;
      },
    },
    ...MAIN_JOB.map(({ id, title, run }) => ({
      id,
      title,
      run: () => (walk ? run(walk.parts) : Promise.reject(new Error('no panel'))),
    })),
  ];
  const startedAt = new Date().toISOString();
  try {
    const reports = await runSteps(steps, printStep);
    const screenshots = walk ? await takePictures(walk, reportPath) : [];
    await writeReport(reportPath, { startedAt, steps: reports, screenshots });
    const failed = reports.filter(({ result }) => result !== 'passed').length;
    console.log(`${reports.length - failed} of ${reports.length} steps passed, see ${reportPath}`);
    return failed === 0 ? 0 : 1;
  } finally {
    await session?.close();
    await bank.close();
    await rm(extensionDir, { recursive: true, force: true });
  }
}

function printStep({ title, result, detail, durationMs }: StepReport): void {
  console.log(
    `${MARK[result]} ${title} (${durationMs} ms)${result === 'failed' ? `: ${detail}` : ''}`,
  );
}

async function writeReport(path: string, report: object): Promise<void> {
  await mkdir(dirname(resolve(path)), { recursive: true });
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
}

async function takePictures(
  { parts: { panel }, devtoolsPage }: Walk,
  reportPath: string,
): Promise<string[]> {
  const pictures: string[] = [];
  for (const theme of ['Light', 'Dark'] as const) {
    await panel.click('tab', 'Settings');
    await panel.click('radio', theme);
    await panel.click('tab', 'Flows');
    const path = join(dirname(resolve(reportPath)), `panel-${theme.toLowerCase()}.png`);
    await mkdir(dirname(path), { recursive: true });
    await devtoolsPage.screenshot({ path: path as `${string}.png` });
    pictures.push(path);
  }
  return pictures;
}
