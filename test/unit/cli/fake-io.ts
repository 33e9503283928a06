import type { Io } from '../../../src/cli/command.ts';
import { runCommand } from '../../../src/cli/run-command.ts';

/** 2026-11-21T12:00:00Z, at which every command of these tests runs. */
export const NOW_MS = Date.UTC(2026, 10, 21, 12);

/** Runs a command against a world that stands still: the same clock, the same "random" bytes. */
export async function run(args: readonly string[], input: string | Uint8Array = '') {
  const out: string[] = [];
  const complaints: string[] = [];
  const io: Io = {
    nowMs: () => NOW_MS,
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
export async function runJson(args: readonly string[], input: string | Uint8Array = '') {
  const { exitCode, out, complaints } = await run([...args, '--json'], input);
  if (out === '') throw new Error(complaints);
  return { exitCode, json: JSON.parse(out) };
}
