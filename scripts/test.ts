import { rmSync } from 'node:fs';
import { ensureDisplayTools } from './browser/display-tools.ts';
import { ensureBrowser } from './browser/install-browser.ts';
import { CONTROLS_FOLDER } from './test-run/controls.ts';
import { runStage } from './test-run/stage-run.ts';
import { chooseStages, type Stage, type StageName } from './test-run/stages.ts';
import { addCounts, type TestCount } from './test-run/test-count.ts';

/** Makes sure of what the end-to-end tests drive; gives the sentence to show when that is not to be had. */
async function findObstacle(): Promise<string | undefined> {
  for (const kind of ['chromium', 'firefox'] as const) {
    const browser = await ensureBrowser(kind, console.log);
    if (!browser.ok) return browser.error;
    console.log(`${browser.value.name} ${browser.value.version}: ${browser.value.executablePath}`);
  }
  const display = await ensureDisplayTools(console.log);
  // Only the tests with a window need one, and they say so themselves.
  if (!display.ok) console.log(display.error);
  return undefined;
}

async function obstacleOf(
  { name }: Stage,
  failedSoFar: Set<StageName>,
): Promise<string | undefined> {
  if (name === 'controls') {
    // A test that broke off has not used what it would have.
    return failedSoFar.has('e2e') ? 'Not run, because end-to-end tests failed.' : undefined;
  }
  if (name !== 'e2e' && name !== 'cli') return undefined;
  return failedSoFar.has('build') ? 'Not run, because the build failed.' : findObstacle();
}

async function runOrRefuse(stage: Stage, failedSoFar: Set<StageName>): Promise<TestCount> {
  const obstacle = await obstacleOf(stage, failedSoFar);
  if (stage.name === 'e2e') rmSync(CONTROLS_FOLDER, { recursive: true, force: true });
  if (obstacle === undefined) return runStage(stage);
  console.log(obstacle);
  return { passed: 0, failed: 1 };
}

const chosen = chooseStages(process.argv.slice(2));
if (!chosen.ok) {
  console.error(chosen.error);
  process.exit(2);
}

if (chosen.value.isWhole) process.env.TEST_EXTENT = 'whole';

const counts: TestCount[] = [];
const failedStages = new Set<StageName>();
for (const stage of chosen.value.stages) {
  console.log(`\n── ${stage.name}`);
  const startMs = performance.now();
  const count = await runOrRefuse(stage, failedStages);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  if (count.failed > 0) failedStages.add(stage.name);
  console.log(`── ${stage.name}: ${count.failed > 0 ? 'FAILED' : 'passed'} in ${seconds} s`);
  counts.push(count);
}

if (failedStages.size > 0) console.log(`\nFailed: ${[...failedStages].join(', ')}`);
const { passed, failed } = addCounts(counts);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
