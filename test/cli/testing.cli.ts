import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeBank, startPracticeBank } from '../practice-bank/practice-bank.ts';
import { chromium, inFolder, runInstalled, runNode } from './run-package.ts';

const page = readFileSync(new URL('../../docs/testing.md', import.meta.url), 'utf8');
const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

let bank: PracticeBank;

beforeAll(async () => {
  bank = await startPracticeBank();
  const port = ['--var', `practicePort=${bank.port}`];
  const where = ['--bank', 'practice-bpce-aisp', '--output', 'bank.flow.json'];
  await runInstalled(['record', ...where, ...port]);
  writeFileSync(inFolder('bank.spec.ts'), example('ts'));
});
afterAll(() => bank.close());

/** The example of the page in one of its languages. */
function example(language: string): string {
  const [, code] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page) ?? [];
  if (code === undefined) throw new Error(`no example in ${language}`);
  return code;
}

describe('the examples of docs/testing.md', () => {
  it('run with Playwright', async () => {
    const { path, args } = await chromium();
    const use = { launchOptions: { executablePath: path, args } };
    writeFileSync(
      inFolder('playwright.config.mjs'),
      `export default { testDir: '.', reporter: 'line', workers: 1, use: ${JSON.stringify(use)} };`,
    );
    const ended = await runNode(['node_modules/@playwright/test/cli.js', 'test']);
    expect(ended.out + ended.complaints).toContain('1 passed');
    expect(ended.exitCode).toBe(0);
  });

  it('run with puppeteer', async () => {
    const { path, args } = await chromium();
    writeFileSync(inFolder('with-puppeteer.mjs'), example('js'));
    const env = { BROWSER: path, BROWSER_ARGS: args.join(' ') };
    const ended = await runNode(['with-puppeteer.mjs'], env);
    expect(ended.complaints).toBe('');
    expect(ended.out).toBe('3600 0\n');
  });

  it('fit the types that the package ships', async () => {
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023'];
    const modules = ['--module', 'nodenext', '--types', ''];
    const ended = await runNode([tsc, ...options, ...modules, 'bank.spec.ts']);
    expect(ended.out).toBe('');
    expect(ended.exitCode).toBe(0);
  });
});
