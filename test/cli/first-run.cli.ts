import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PracticeBank, startPracticeBank } from '../practice-bank/practice-bank.ts';
import { headlessChromium, inFolder, runInstalled } from './run-package.ts';

const page = readFileSync('docs/command-line.md', 'utf8');
const [, block = ''] = /^## A first run$.*?```sh\n(.*?)```/ms.exec(page) ?? [];
const lines = block.split('\n').filter((line) => line !== '');

let bank: PracticeBank;
let browser: string[];
beforeAll(async () => {
  bank = await startPracticeBank();
  browser = await headlessChromium();
});
afterAll(() => bank.close());

/** What a machine of tests adds to a line: a port that is free, and the browser that it has. */
function argumentsOf(line: string): string[] {
  const [command, ...words] = line.split(' ');
  expect(command).toBe('psd2-oauth');
  return words.flatMap((word) => (word === '--headless' ? browser : [word]));
}

it('does what the page on the command line says of a first run', async () => {
  expect(lines).toHaveLength(6);
  for (const line of lines) {
    const port = line.includes(' record ') ? ['--var', `practicePort=${bank.port}`] : [];
    const { exitCode, out, complaints } = await runInstalled([...argumentsOf(line), ...port]);
    expect({ line, exitCode, complaints: exitCode === 0 ? '' : out + complaints }).toEqual({
      line,
      exitCode: 0,
      complaints: '',
    });
  }
  const read = (name: string) => readFileSync(inFolder(name), 'utf8');
  expect(read('bank.xml')).toMatch(/<testsuites [^>]*failures="0"/);
  const tokenRequests = bank.control.log().filter(({ path }) => path.endsWith('/token'));
  expect(tokenRequests).toHaveLength(2);
});
