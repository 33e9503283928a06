import { parseArgs } from 'node:util';
import { keepFound, runTarget } from './run-target.ts';
import { TARGETS } from './targets/targets.ts';

const USAGE = `npm run fuzz                       200,000 texts, of another seed each time
npm run fuzz -- --runs 20000       fewer
npm run fuzz -- --seed 7           the same again
npm run fuzz -- --only JWT         one reader: ${TARGETS.map(({ name }) => name).join(', ')}`;

function options() {
  try {
    const { runs, seed, only } = parseArgs({
      options: {
        runs: { type: 'string', default: '200000' },
        seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
        only: { type: 'string' },
      },
    }).values;
    const targets = TARGETS.filter(({ name }) => only === undefined || name === only);
    const [runCount, seedNumber] = [Number(runs), Number(seed)];
    if (targets.length > 0 && runCount > 0 && Number.isInteger(seedNumber)) {
      return { targets, each: Math.ceil(runCount / targets.length), seed: seedNumber };
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.error(USAGE);
  process.exit(2);
}

const { targets, each, seed } = options();
console.log(`seed ${seed}`);
let broken = 0;
for (const target of targets) {
  const startedMs = performance.now();
  const outcome = runTarget(target, each, seed);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  if (outcome.ok) {
    console.log(`${target.name.padEnd(12)} ${each} texts, ${seconds} s`);
    continue;
  }
  broken += 1;
  console.log(`${target.name.padEnd(12)} BROKEN by ${JSON.stringify(outcome.text)}`);
  console.log(`${' '.repeat(12)} ${outcome.why}`);
  console.log(`${' '.repeat(12)} kept in ${keepFound(target, outcome.text)}`);
}
console.log(`${targets.length * each} texts, ${broken} of ${targets.length} readers broken`);
process.exitCode = broken > 0 ? 1 : 0;
