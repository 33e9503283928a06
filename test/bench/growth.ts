import { parseArgs } from 'node:util';
import { countRows } from './growth/flow-rows.ts';
import { panelRows } from './growth/panel-rows.ts';
import { profileRows } from './growth/profile-rows.ts';

const USAGE = `npm run -s growth                   prints what costs grow with, in Chromium; some minutes
npm run -s growth -- --most 10000   up to so many flows, of 100, 1,000, 10,000 and 100,000`;

const { most } = options();
const limit = Number(most);
if (!Number.isInteger(limit) || limit < 100) refuse();

print('Profiles, in one process', profileRows());
print('Flows that are stored', await countRows(limit));
print('Panels that are open', await panelRows());
// A browser is kept open for the next table, and ends with this process.
process.exit(0);

function options() {
  try {
    return parseArgs({ options: { most: { type: 'string', default: '100000' } } }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return refuse();
  }
}

function refuse(): never {
  console.error(USAGE);
  process.exit(2);
}

/** A table in Markdown; all rows have the same columns. */
function print(title: string, rows: readonly Record<string, string>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  console.log(`\n${title}\n`);
  console.log(line(columns));
  console.log(line(columns.map(() => '---:')));
  for (const row of rows) console.log(line(columns.map((column) => row[column] ?? '')));
}
