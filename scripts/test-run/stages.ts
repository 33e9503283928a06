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
  /** Left out of the short run: `npm test`. */
  wholeRunOnly?: true;
}

/** What to run, and whether the end-to-end tests try every form and browser or each thing once. */
export interface Choice {
  stages: readonly Stage[];
  isWhole: boolean;
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
    wholeRunOnly: true,
  },
  { name: 'cli', kind: 'vitest', nodeArgs: [...vitest, '--config', 'test/cli/vitest.config.ts'] },
  { name: 'e2e', kind: 'vitest', nodeArgs: [...vitest, '--config', 'test/e2e/vitest.config.ts'] },
  {
    name: 'controls',
    kind: 'check',
    nodeArgs: ['--import', 'tsx', 'scripts/controls-gate.ts'],
    wholeRunOnly: true,
  },
];

/**
 * What the arguments ask for: the short run, everything after `--all`, or the stages that `--only unit,e2e` names. Fails
 * with the sentence to show.
 */
export function chooseStages(args: readonly string[]): Result<Choice, string> {
  const isWhole = args.includes('--all');
  const [only, list = '', ...more] = args.filter((arg) => arg !== '--all');
  if (only === undefined) {
    return ok({ stages: stages.filter((stage) => isWhole || !stage.wholeRunOnly), isWhole });
  }
  const names = list.split(',');
  const chosen = stages.filter((stage) => names.includes(stage.name));
  if (only !== '--only' || more.length > 0 || chosen.length !== names.length) {
    const known = stages.map((stage) => stage.name).join(',');
    return err(`Usage: npm test -- --only <stage>[,<stage>]   The stages are ${known}.`);
  }
  return ok({ stages: chosen, isWhole });
}
