#!/usr/bin/env node
import { randomBytes } from 'node:crypto';
import { buffer, text } from 'node:stream/consumers';
import { runCommand } from './run-command.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  nowMs: () => Date.now(),
  randomBytes: (length) => randomBytes(length),
  readInput: async () => (process.stdin.isTTY ? '' : text(process.stdin)),
  readBytes: async () => (process.stdin.isTTY ? new Uint8Array() : buffer(process.stdin)),
  write: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
