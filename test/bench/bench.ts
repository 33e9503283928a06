import { parseArgs } from 'node:util';
import { openBankAndBrowser } from '../e2e/driver/harness.ts';
import { PanelDriver } from '../e2e/driver/panel-driver.ts';
import { clickToTokens } from './click-to-tokens.ts';
import { decodeLines } from './decode-lines.ts';
import { type Metric, metricOf } from './metric.ts';
import { verifyLines } from './verify-token.ts';

const USAGE = `npm run -s bench                         measures, and prints a table
npm run -s bench -- --json               the same as JSON
npm run -s bench -- --rounds 31          more rounds than 21
npm run -s bench -- --browser firefox    in Firefox`;

/** Milliseconds that the practice bank takes to answer: about what a sandbox takes over a network. */
const BANK_MS = 150;

function options() {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        rounds: { type: 'string', default: '21' },
        browser: { type: 'string', default: 'chromium' },
      },
    }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(USAGE);
    process.exit(2);
  }
}

const { json, rounds, browser } = options();
const count = Number(rounds);
if ((browser !== 'chromium' && browser !== 'firefox') || !Number.isInteger(count) || count < 1) {
  console.error(USAGE);
  process.exit(2);
}

const metrics = await measure(browser, count);
console.log(json ? JSON.stringify({ metrics }) : table(metrics));

async function measure(kind: 'chromium' | 'firefox', many: number): Promise<Metric[]> {
  const { bank, session, close } = await openBankAndBrowser(kind);
  try {
    const page = await session.openPanelTab();
    // Before a list of flows is drawn beside them: these take microseconds.
    const ofTokens = [...(await decodeLines(page, many)), ...(await verifyLines(page, many))];
    const setting = { bank, page, panel: new PanelDriver(page) };
    const slow = await clickToTokens(setting, many, BANK_MS);
    const quick = await clickToTokens(setting, many, 0);
    const name = 'click to tokens shown, beside a bare fetch and JSON parse';
    return [
      ...ofTokens,
      metricOf({ id: 'P11', name: `${name}; the bank takes ${BANK_MS} ms`, goal: 1.25 }, slow),
      metricOf({ id: 'P11-loopback', name: `${name}; the bank takes no time`, goal: null }, quick),
    ];
  } finally {
    await close();
  }
}

function table(lines: readonly Metric[]): string {
  return lines
    .map(({ id, name, value, baseline, unit, ratio, p10, p90, rounds: many, goal, pass }) =>
      [
        `${id}  ${name}`,
        `  ours ${value} ${unit}, bare ${baseline} ${unit}, ${many} rounds`,
        `  ratio ${ratio} (p10 ${p10}, p90 ${p90})${goal === null ? '' : `, goal ${goal}: ${pass ? 'reached' : 'missed'}`}`,
      ].join('\n'),
    )
    .join('\n');
}
