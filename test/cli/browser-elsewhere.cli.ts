import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../../scripts/browser/find-browser.ts';
import { type PracticeBank, startPracticeBank } from '../practice-bank/practice-bank.ts';
import { chromium, runInstalled } from './run-package.ts';
import { startGrid } from './small-grid.ts';

let bank: PracticeBank;

beforeAll(async () => {
  bank = await startPracticeBank();
  const port = ['--var', `practicePort=${bank.port}`];
  const where = ['--bank', 'practice-bpce-aisp', '--output', 'remote.flow.json'];
  await runInstalled(['record', ...where, ...port]);
});
afterAll(() => bank.close());

it('walks a flow in a Chromium at an address, and in one that a grid lends', async () => {
  const { path, args } = await chromium();
  const browser = await startElsewhere(path, ['--headless', ...args], (profile) => [
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ]);
  const ended: string[] = [];
  const grid = await startGrid({ cdp: browser.address }, (session) => ended.push(session));
  try {
    await expectTokens(new URL('/', browser.address).href.replace('ws:', 'http:'));
    await expectTokens(`${grid.address}#chrome`);
    expect(ended).toEqual(['/session/practice-session']);
  } finally {
    grid.close();
    await browser.stop();
  }
});

it('walks a flow in a Firefox at a BiDi address, and in one that a grid lends', async () => {
  const found = await findBrowser('firefox');
  if (!found) throw new Error('no Firefox on this machine');
  const browser = await startElsewhere(found.executablePath, ['--headless'], (profile) => [
    '--remote-debugging-port=0',
    '--profile',
    profile,
  ]);
  const ended: string[] = [];
  try {
    await expectTokens(`${browser.address}/session`);
    const grid = await startGrid({ bidi: `${browser.address}/session` }, (one) => ended.push(one));
    try {
      await expectTokens(`${grid.address}#firefox`);
    } finally {
      grid.close();
    }
  } finally {
    await browser.stop();
  }
  expect(ended).toEqual(['/session/practice-session']);
});

async function expectTokens(address: string): Promise<void> {
  const args = ['run', 'remote.flow.json', '--timeout', '30', '--browser', address];
  const ended = await runInstalled(args);
  expect(ended.out + ended.complaints).toContain('tokens_received');
  expect(ended.exitCode).toBe(0);
}

/** Starts a browser that listens for a driver, as it would on another machine, and reads its address. */
async function startElsewhere(
  path: string,
  args: readonly string[],
  listen: (profile: string) => string[],
): Promise<{ address: string; stop(): Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'psd2-elsewhere-'));
  // A group of its own, so that all of its processes can be ended together.
  const browser = spawn(path, [...args, ...listen(profile)], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = once(browser, 'exit');
  const stop = async () => {
    process.kill(-(browser.pid ?? 0), 'SIGTERM');
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    browser.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, found] = /listening on (ws:\/\/\S+)/.exec(said) ?? [];
      if (found) resolve(found);
    });
    gone.then(() => reject(new Error(said)));
  });
  return { address, stop };
}
