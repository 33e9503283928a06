import { parseArgs } from 'node:util';
import type { BrowserKind } from '../../scripts/browser/browser-places.ts';
import { openBankAndBrowser } from '../e2e/driver/harness.ts';
import { soakCaptures } from './capture-soak.ts';
import { type FlowSoakOptions, soakFlows } from './flow-soak.ts';
import { describeSoak, isClean, type Soak } from './report.ts';

const USAGE = `npm run soak                          1,000 flows and 200 at the hostile bank, in each browser
npm run soak -- --flows 40 --hostile 10 --captures 1    a quick try
npm run soak -- --browser firefox     in one of them
npm run soak -- --captures 0          without the runs of P10; else 20 for each cell, beside a panel and without one
npm run soak -- --minutes 25          at most, in each browser: then it ends as it is
npm run soak -- --seed 7              the same flows, kills and moments again, as far as a browser repeats itself
npm run -s soak -- --json             a line of JSON for each browser`;

function options() {
  try {
    const { browser, json, ...numbers } = parseArgs({
      options: {
        flows: { type: 'string', default: '1000' },
        hostile: { type: 'string', default: '200' },
        captures: { type: 'string', default: '20' },
        minutes: { type: 'string', default: '25' },
        seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
        browser: { type: 'string', default: 'both' },
        json: { type: 'boolean', default: false },
      },
    }).values;
    const [flows, hostile, captures, minutes, seed] = (
      ['flows', 'hostile', 'captures', 'minutes', 'seed'] as const
    ).map((name) => Number(numbers[name])) as [number, number, number, number, number];
    const kinds = (['chromium', 'firefox'] as const).filter(
      (kind) => browser === kind || browser === 'both',
    );
    const areWhole = [flows, hostile, captures, seed].every(
      (one) => Number.isInteger(one) && one >= 0,
    );
    if (areWhole && minutes > 0 && kinds.length > 0) {
      return { flows, hostile, captures, minutes, seed, kinds, json };
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.error(USAGE);
  process.exit(2);
}

type Limits = Pick<FlowSoakOptions, 'seed' | 'endMs' | 'stopped' | 'say'>;

const { kinds, json, ...wanted } = options();
const say = (line: string) => console.error(line);
let isStopped = false;
const interrupted = () => {
  if (isStopped) process.exit(130);
  isStopped = true;
  say('stopping after what is under way; once more stops at once');
};
say(`seed ${wanted.seed}`);

let clean = true;
for (const kind of kinds) {
  if (isStopped) break;
  const soak = await soakIn(kind);
  clean &&= isClean(soak);
  console.log(json ? JSON.stringify(soak) : describeSoak(soak));
}
// Browsers are kept for who comes next, and would keep this process waiting.
process.exit(isStopped ? 130 : clean ? 0 : 1);

async function soakIn(kind: BrowserKind): Promise<Soak> {
  const startMs = performance.now();
  const common: Limits = {
    seed: wanted.seed,
    endMs: startMs + wanted.minutes * 60_000,
    stopped() {
      // Puppeteer adds a listener with each browser, which ends this process before anything is said.
      process.removeAllListeners('SIGINT').on('SIGINT', interrupted);
      return isStopped;
    },
    say: (line: string) => say(`${kind}: ${line}`),
  };
  const flows = await soakFlowsIn(kind, common);
  const captures = await soakCaptures(kind, { ...common, runs: wanted.captures });
  const seconds = Math.round((performance.now() - startMs) / 1000);
  const { seed, flows: ofOidc, hostile } = wanted;
  return { browser: kind, seed, seconds, wanted: { flows: ofOidc, hostile }, ...flows, captures };
}

async function soakFlowsIn(kind: BrowserKind, common: Limits) {
  const opened = await openBankAndBrowser(kind);
  try {
    const { flows, hostile } = wanted;
    const done = await soakFlows(opened, { ...common, flows, hostile });
    return { version: opened.session.version, ...done };
  } finally {
    await opened.close();
  }
}
