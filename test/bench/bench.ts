import { parseArgs } from 'node:util';
import type { Metric } from './metric.ts';
import type { BenchRun } from './section.ts';
import { SECTIONS } from './sections.ts';
import { tableOf } from './table.ts';

const IDS = SECTIONS.flatMap(({ ids }) => ids);
const USAGE = `npm run -s bench                         measures, and prints a table
npm run -s bench -- --json               the same as JSON
npm run -s bench -- --only P11,P15       the sections that hold these lines, of ${IDS.join(', ')}
npm run -s bench -- --rounds 31          more rounds than 21
npm run -s bench -- --browser firefox    what can be measured in Firefox`;

function options() {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        only: { type: 'string', default: IDS.join(',') },
        rounds: { type: 'string', default: '21' },
        browser: { type: 'string', default: 'chromium' },
      },
    }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return refuse();
  }
}

function refuse(): never {
  console.error(USAGE);
  process.exit(2);
}

const { json, only, rounds, browser } = options();
const wanted = only.split(',');
const count = Number(rounds);
if (browser !== 'chromium' && browser !== 'firefox') refuse();
if (!Number.isInteger(count) || count < 1 || !wanted.every((id) => IDS.includes(id))) refuse();

const { metrics, failures } = await measure({ kind: browser, rounds: count });
console.log(json ? JSON.stringify({ browser, metrics }) : tableOf(metrics));
for (const failure of failures) console.error(failure);
// A browser is kept open for the next section, and ends with this process.
const isMissed = metrics.some(({ meets }) => meets === 'neither');
process.exit(isMissed || failures.length > 0 ? 1 : 0);

/** All lines that could be measured; one that could not takes none of the others along. */
async function measure(run: BenchRun): Promise<{ metrics: Metric[]; failures: string[] }> {
  const lines: Metric[] = [];
  const failures: string[] = [];
  for (const { ids, where, measure: take } of SECTIONS) {
    const isHere = where === 'alike' ? run.kind === 'chromium' : where.includes(run.kind);
    if (!isHere || !ids.some((id) => wanted.includes(id))) continue;
    const startedMs = performance.now();
    try {
      lines.push(...(await take(run)));
    } catch (error) {
      failures.push(`${ids.join(', ')}, not measured: ${error}`);
    }
    // The table comes at the end, after minutes.
    console.error(`${ids.join(', ')}: ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
  }
  return { metrics: lines, failures };
}
