import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { runCommand } from './run-command.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  nowMs: () => Date.now(),
  randomBytes: (length) => randomBytes(length),
  readInput: async () => (process.stdin.isTTY ? '' : text(process.stdin)),
  write: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
