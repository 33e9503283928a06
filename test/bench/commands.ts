import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { countOf, metricOf } from './metric.ts';
import type { Section } from './section.ts';
import { takeTurns } from './turns.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tsx = ['--import', 'tsx'];
const COMMAND = 'dist/npm/cli/psd2-oauth.js';
/** What tools keep of an earlier build. */
const KEPT = ['node_modules/.vite', 'node_modules/.cache', 'dist/bench'];
const LIMIT_MS = 300_000;

/** What a developer waits for: a build of all, all unit tests, and a command that does next to nothing. */
export const commandSection: Section = {
  ids: ['P24', 'P25', 'P26'],
  where: 'alike',
  async measure({ rounds }) {
    const starts = await takeTurns(rounds, {
      ours: () => timed([COMMAND, '--version']),
      baseline: () => timed(['-e', '0']),
    });
    const suites: number[] = [];
    for (const _round of [1, 2, 3]) suites.push((await timed(UNIT_TESTS)) / 1000);
    const builds = await takeTurns(
      rounds,
      {
        ours: () => cold([...tsx, 'scripts/build.ts']),
        baseline: () => cold([...tsx, 'test/bench/bare-build.ts']),
      },
      { before: 1 },
    );
    const build = 'building both extensions and the npm package, beside vite alone on the panel';
    const start = 'the command line’s --version, beside node -e 0';
    return [
      metricOf({ id: 'P24', name: build, must: 8, goal: 4 }, builds),
      countOf({ id: 'P25', name: 'all unit tests of npm test', must: 60, goal: 20 }, suites, 's'),
      metricOf({ id: 'P26', name: start, must: 3, goal: 1.8 }, starts),
    ];
  },
};

const UNIT_TESTS = [...tsx, 'scripts/test.ts', '--only', 'unit'];

async function cold(args: readonly string[]): Promise<number> {
  for (const folder of KEPT) await rm(`${root}${folder}`, { recursive: true, force: true });
  return timed(args);
}

/** Milliseconds of a process of Node, from its start to its end; rejects when it fails. */
function timed(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const options = { cwd: root, stdio: 'ignore', timeout: LIMIT_MS } as const;
    const child = spawn(process.execPath, [...args], options);
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve(performance.now() - startedMs);
      else reject(new Error(`node ${args.join(' ')} ended with ${code}`));
    });
  });
}
