import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { runCommand } from './command.ts';

/** A screen that exists in memory only. */
export interface VirtualDisplay {
  /** The value for `DISPLAY`, for example `:99`. */
  display: string;
  stop(): Promise<void>;
}

function firstLine(stream: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end).trim());
    });
    stream.once('close', () => reject(new Error('Xvfb ended before it opened a display.')));
  });
}

/** Starts Xvfb on the first free display number, which it chooses itself. */
export async function startVirtualDisplay(
  size: { width: number; height: number } = { width: 1280, height: 900 },
): Promise<VirtualDisplay> {
  const screen = `${size.width}x${size.height}x24`;
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const closed = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const failed = new Promise<never>((_, reject) => server.once('error', reject));
  const numbers = server.stdio[3];
  if (!(numbers instanceof Readable)) throw new Error('Xvfb has no channel to answer on.');
  const stopAtExit = () => server.kill();
  process.once('exit', stopAtExit);
  const number = await Promise.race([firstLine(numbers), failed]);
  return {
    display: `:${number}`,
    async stop() {
      process.off('exit', stopAtExit);
      server.kill();
      await closed;
    },
  };
}

/** Presses keys one after the other in whatever window has the focus; names as in `xdotool key`. */
export async function pressKeys(display: string, keys: readonly string[]): Promise<void> {
  const env = { ...process.env, DISPLAY: display };
  const run = await runCommand('xdotool', ['key', '--delay', '60', ...keys], { env });
  if (run.code !== 0) throw new Error(`xdotool could not press ${keys.join(' ')}: ${run.stderr}`);
}
