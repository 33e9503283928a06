import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../../scripts/browser/find-browser.ts';
import { type PracticeBank, startPracticeBank } from '../practice-bank/practice-bank.ts';
import { chromium, runInstalled } from './run-package.ts';

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
  const grid = await startGrid(browser.address, (session) => ended.push(session));
  try {
    await expectTokens(new URL('/', browser.address).href.replace('ws:', 'http:'));
    await expectTokens(`${grid.address}#chrome`);
    expect(ended).toEqual(['/session/practice-session']);
  } finally {
    grid.server.close();
    await browser.stop();
  }
});

it('walks a flow in a Firefox at a BiDi address', async () => {
  const found = await findBrowser('firefox');
  if (!found) throw new Error('no Firefox on this machine');
  const browser = await startElsewhere(found.executablePath, ['--headless'], (profile) => [
    '--remote-debugging-port=0',
    '--profile',
    profile,
  ]);
  try {
    await expectTokens(`${browser.address}/session`);
  } finally {
    await browser.stop();
  }
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

/** A WebDriver endpoint as small as can be: it lends one browser, whose CDP it tells as Selenium Grid does. */
async function startGrid(
  cdp: string,
  ended: (session: string) => void,
): Promise<{ address: string; server: Server }> {
  const server = createServer((request, response) => {
    const answer = (status: number, value: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ value }));
    if (request.method === 'POST' && request.url === '/session') {
      const capabilities = { browserName: 'chrome', 'se:cdp': cdp };
      answer(200, { sessionId: 'practice-session', capabilities });
    } else if (request.method === 'DELETE') {
      ended(request.url ?? '');
      answer(200, null);
    } else {
      answer(404, { error: 'unknown command', message: '' });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
