import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { addressOf } from './fresh-modules.ts';
import { instrument, type Mutant } from './instrument.ts';
import { Plan, SLOW_MS, sampleOf } from './plan.ts';
import { scoreOf, scoreTable, survivorList, type Tried } from './score.ts';
import type { Survey } from './try-mutant.ts';
import { WorkerProcess } from './worker-process.ts';

const FOLDERS = ['oauth', 'tokens', 'lint'];
const LIST = 'reports/mutation.txt';

const USAGE = `npm run mutate                         every mutant of core's ${FOLDERS.join(', ')}
npm run mutate -- --one-of 10          a tenth of them, the same in every run
npm run mutate -- --only lint/rules    those in files whose path has this in it
npm run mutate -- --minutes 5          as many as can be tried in that time (25)
npm run mutate -- --json               the figures as JSON`;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        'one-of': { type: 'string', default: '1' },
        only: { type: 'string', default: '' },
        minutes: { type: 'string', default: '25' },
        json: { type: 'boolean', default: false },
      },
    });
    const [oneOf, minutes] = [Number(values['one-of']), Number(values.minutes)];
    if (Number.isInteger(oneOf) && oneOf > 0 && minutes > 0) return { ...values, oneOf, minutes };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.error(USAGE);
  process.exit(2);
}

const filesIn = (folder: string, end: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name}`)
    .sort();

const startedMs = performance.now();
const say = (text: string) =>
  console.error(`${((performance.now() - startedMs) / 60_000).toFixed(1)} min  ${text}`);

/** Has each worker take the next until none is left. */
async function share<T>(
  workers: readonly WorkerProcess[],
  work: readonly T[],
  one: (worker: WorkerProcess, item: T) => Promise<void>,
): Promise<void> {
  const left = work.values();
  await Promise.all(
    workers.map(async (worker) => {
      for (const item of left) await one(worker, item);
    }),
  );
}

const { oneOf, only, json, minutes } = options();
const { mutants, texts } = await instrument(
  FOLDERS.flatMap((folder) => filesIn(`src/core/${folder}`, '.ts')),
);
const wanted = mutants.filter((mutant) => mutant.file.includes(only));
const sample = sampleOf(wanted, oneOf);
say(`${mutants.length} mutants, ${sample.length} of them to try`);

const sources = [...texts].map(([file, text]): [string, string] => [addressOf(file), text]);
const workers = Array.from({ length: availableParallelism() }, () => new WorkerProcess(sources));
process.once('exit', () => {
  for (const worker of workers) worker.end();
});
const surveys: Survey[] = [];
const testFiles = FOLDERS.flatMap((folder) => filesIn(`test/unit/core/${folder}`, '.test.ts'));
await share(workers, testFiles, async (worker, file) => {
  surveys.push(await worker.survey(file));
});
const plan = new Plan(surveys);
const count = surveys.reduce((sum, { tests }) => sum + tests.length, 0);
say(`${count} tests, ${plan.slow} of them left out, as they take more than ${SLOW_MS} ms`);

mkdirSync('reports', { recursive: true });
const tried: Tried[] = [];
process.once('SIGINT', report).once('SIGTERM', report);
let saidMs = performance.now();
await share(workers, sample, async (worker, mutant: Mutant) => {
  if (performance.now() - startedMs > minutes * 60_000) return;
  const planned = plan.trialOf(mutant);
  const outcome = planned
    ? await worker.try(planned.trial, 30_000 + 10 * planned.ms)
    : ('not-run' as const);
  tried.push({ mutant, outcome });
  if (performance.now() - saidMs < 15_000) return;
  saidMs = performance.now();
  writeFileSync(LIST, survivorList(tried));
  say(`${tried.length} tried, ${scoreOf('', sample.length, tried).percent} % noticed`);
});
report();

/** What is known by now. */
function report(): never {
  tried.sort((one, other) => Number(one.mutant.id) - Number(other.mutant.id));
  const scores = FOLDERS.map((folder) => {
    const isHere = ({ file }: Mutant) => file.startsWith(`src/core/${folder}/`);
    const here = tried.filter(({ mutant }) => isHere(mutant));
    return scoreOf(`src/core/${folder}`, wanted.filter(isHere).length, here);
  }).filter(({ all }) => all > 0);
  writeFileSync(LIST, survivorList(tried));
  say(`${tried.length} of ${sample.length} tried; what nobody noticed stands in ${LIST}`);
  console.log(json ? JSON.stringify({ scores }, null, 2) : scoreTable(scores));
  process.exit();
}
