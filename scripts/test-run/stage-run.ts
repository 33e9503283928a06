import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stage } from './stages.ts';
import { countCheck, countReport, type TestCount } from './test-count.ts';

/** Runs Node with its output shown as it comes; gives the exit code, `null` when it was killed. */
function runNode(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', resolve);
  });
}

async function runVitest(stage: Stage): Promise<TestCount> {
  const folder = mkdtempSync(join(tmpdir(), 'psd2-oauth-report-'));
  const report = join(folder, `${stage.name}.json`);
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await runNode([...stage.nodeArgs, ...reporters]);
    return countReport(existsSync(report) ? readFileSync(report, 'utf8') : undefined, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs one stage to its end and counts its tests. */
export async function runStage(stage: Stage): Promise<TestCount> {
  if (stage.kind === 'vitest') return runVitest(stage);
  return countCheck((await runNode(stage.nodeArgs)) === 0);
}
