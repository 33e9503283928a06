import { err, ok, type Result } from '../../src/core/result.ts';

export type StageName =
  | 'types'
  | 'lint'
  | 'unused'
  | 'unit'
  | 'build'
  | 'package'
  | 'sizes'
  | 'packages'
  | 'cli'
  | 'e2e'
  | 'controls';

/** One step of the test run: what Node executes, and whether that is one check or a vitest run. */
export interface Stage {
  name: StageName;
  kind: 'check' | 'vitest';
  /** Arguments for Node itself, since the commands in `.bin` are batch files on Windows. */
  nodeArgs: readonly string[];
}

const vitest = ['node_modules/vitest/vitest.mjs', 'run'];

/** All stages in the order they run: the quick ones first. */
const stages: readonly Stage[] = [
  {
    name: 'types',
    kind: 'check',
    nodeArgs: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
  },
  {
    name: 'lint',
    kind: 'check',
    nodeArgs: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'],
  },
  { name: 'unused', kind: 'check', nodeArgs: ['node_modules/knip/bin/knip.js'] },
  { name: 'unit', kind: 'vitest', nodeArgs: vitest },
  { name: 'build', kind: 'check', nodeArgs: ['--import', 'tsx', 'scripts/build.ts'] },
  { name: 'package', kind: 'check', nodeArgs: ['--import', 'tsx', 'scripts/package.ts'] },
  { name: 'sizes', kind: 'check', nodeArgs: ['--import', 'tsx', 'scripts/size-gate.ts'] },
  {
    name: 'packages',
    kind: 'vitest',
    nodeArgs: [...vitest, '--config', 'test/packages/vitest.config.ts'],
  },
  { name: 'cli', kind: 'vitest', nodeArgs: [...vitest, '--config', 'test/cli/vitest.config.ts'] },
  { name: 'e2e', kind: 'vitest', nodeArgs: [...vitest, '--config', 'test/e2e/vitest.config.ts'] },
  {
    name: 'controls',
    kind: 'check',
    nodeArgs: ['--import', 'tsx', 'scripts/controls-gate.ts'],
  },
];

/** The stages that `--only unit,e2e` names, or all of them; fails with the sentence to show. */
export function chooseStages(args: readonly string[]): Result<readonly Stage[], string> {
  if (args.length === 0) return ok(stages);
  const names = args[0] === '--only' ? (args[1] ?? '').split(',') : [];
  const chosen = stages.filter((stage) => names.includes(stage.name));
  if (args.length !== 2 || chosen.length !== names.length) {
    const known = stages.map((stage) => stage.name).join(',');
    return err(`Usage: npm test -- --only <stage>[,<stage>]   The stages are ${known}.`);
  }
  return ok(chosen);
}
