import type { Io } from '../../../src/cli/command.ts';
import { runCommand } from '../../../src/cli/run-command.ts';

/** 2026-11-21T12:00:00Z, at which every command of these tests runs. */
export const NOW_MS = Date.UTC(2026, 10, 21, 12);

/** Runs a command against a world that stands still, unless said: the same clock, the same "random" bytes. */
export async function run(
  args: readonly string[],
  input: string | Uint8Array = '',
  env: Io['env'] = {},
  nowMs = () => NOW_MS,
) {
  const out: string[] = [];
  const complaints: string[] = [];
  const io: Io = {
    env,
    nowMs,
    randomBytes: (length) => new Uint8Array(length).map((_zero, at) => at * 7),
    readInput: async () => String(input),
    readBytes: async () => (typeof input === 'string' ? new TextEncoder().encode(input) : input),
    write: (text) => out.push(text),
    complain: (text) => complaints.push(text),
  };
  const exitCode = await runCommand(args, io);
  return { exitCode, out: out.join('\n'), complaints: complaints.join('\n') };
}

/** The same with `--json`, read back. */
export async function runJson(
  args: readonly string[],
  input: string | Uint8Array = '',
  env: Io['env'] = {},
  nowMs = () => NOW_MS,
) {
  const { exitCode, out, complaints } = await run([...args, '--json'], input, env, nowMs);
  if (out === '') throw new Error(complaints);
  return { exitCode, json: JSON.parse(out) };
}
