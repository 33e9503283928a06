import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MAIN_JOB } from './walk/main-job.ts';

const reportSchema = z.object({
  steps: z.array(z.object({ id: z.string(), result: z.string(), detail: z.string() })),
  screenshots: z.array(z.string()),
});

/** By the command itself: tsx compiles what runs in pages otherwise than the tests do. */
describe('the main job in real DevTools, by npm start -- --headless --report, in chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'psd2-oauth-start-'));
  let exitCode: number | null;
  let said = '';
  let report: z.infer<typeof reportSchema>;

  beforeAll(async () => {
    const file = join(folder, 'out.json');
    const args = ['--import', 'tsx', 'scripts/start.ts', '--headless', '--report', file];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += String(chunk);
      });
    }
    [exitCode] = (await once(child, 'close')) as [number | null];
    report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(MAIN_JOB.map(({ id, title }) => [title, id] as const))('%s', (_title, id) => {
    const step = report.steps.find((one) => one.id === id);
    expect(step, said).toMatchObject({ result: 'passed', detail: expect.stringMatching(/\S/) });
  });

  it('ends well, with a picture in light and one in dark', () => {
    expect(exitCode, said).toBe(0);
    expect(report.screenshots).toHaveLength(2);
    expect(report.screenshots.filter((path) => !existsSync(path))).toEqual([]);
  });
});
