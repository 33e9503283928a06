import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { inject } from 'vitest';
import { findBrowser } from '../../scripts/browser/find-browser.ts';
import { chromiumArguments } from '../../scripts/browser/launch-chromium.ts';

/** How a process ended, and what it said. */
export interface Ended {
  exitCode: number | null;
  out: string;
  complaints: string;
  /** arguments of every process of the machine while it ran */
  processes: string;
}

/** A path in the folder in which the package is installed. */
export function inFolder(name: string): string {
  return join(inject('folder'), name);
}

/** Runs the installed command in a clean shell: nothing in its environment but PATH, HOME and what is given. */
export function runInstalled(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  watch: 'processes' | 'output' = 'output',
  input = '',
): Promise<Ended> {
  const command = inFolder('node_modules/psd2-oauth/cli/psd2-oauth.js');
  return runNode([command, ...args], env, watch, input);
}

/** Runs Node in the same folder and shell. */
export function runNode(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  watch: 'processes' | 'output' = 'output',
  input = '',
): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: inject('folder'),
    env: { PATH, HOME, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const said = { out: '', complaints: '', processes: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.complaints += text;
    // Each line on the way is a moment at which somebody might look.
    if (watch === 'processes')
      said.processes += execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...said }));
  });
}

/** Chromium as these tests start it. */
export async function chromium(): Promise<{ path: string; args: string[] }> {
  const found = await findBrowser('chromium');
  if (!found) throw new Error('no Chromium on this machine');
  return { path: found.executablePath, args: chromiumArguments(process.geteuid?.(), []) };
}

/** The options by which the command line starts that Chromium, with nobody before it. */
export async function headlessChromium(): Promise<string[]> {
  const { path, args } = await chromium();
  return ['--browser', path, '--headless', ...args.map((one) => `--browser-arg=${one}`)];
}
