import { spawn } from 'node:child_process';

/** How a finished command ended. `code` is `null` when it could not be started or was stopped. */
export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CommandOptions {
  timeoutMs?: number;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

/** Runs a command to its end and collects what it printed; never throws, see {@link CommandResult}. */
export function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: options.env ?? process.env,
      cwd: options.cwd ?? process.cwd(),
      // On Windows npm's commands are batch files, which only a shell can start.
      shell: process.platform === 'win32' && file.endsWith('.cmd'),
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', (error) => resolve({ code: null, stdout, stderr: error.message }));
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The part of what a failed command printed that says why: its first error, else its last lines. */
export function failureReason({ stdout, stderr }: CommandResult): string {
  const lines = (stderr.trim() || stdout.trim() || 'no output').split('\n');
  return lines.find((line) => /^E: |Error\b/.test(line))?.trim() ?? lines.slice(-3).join('\n');
}
