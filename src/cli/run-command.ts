import { authorizeUrl } from './authorize-url.ts';
import { banks } from './banks.ts';
import { check } from './check.ts';
import { columns, indent } from './columns.ts';
import type { ExitCode, Io } from './command.ts';
import { compare } from './compare.ts';
import { decode } from './decode.ts';
import { english } from './english.ts';
import { explain } from './explain.ts';
import { exportCommand } from './export.ts';
import { judgeAnswer } from './judge-answer.ts';
import { judgeRedirect } from './judge-redirect.ts';
import { key } from './key.ts';
import { lint } from './lint.ts';
import { record } from './record.ts';
import { run } from './run.ts';
import { token } from './token.ts';
import { toolVersion } from './version.ts';

const commands = [
  banks,
  authorizeUrl,
  lint,
  decode,
  judgeRedirect,
  judgeAnswer,
  explain,
  key,
  token,
  record,
  run,
  check,
  compare,
  exportCommand,
];

/** Runs the command that the arguments name. Without one, or with an unknown one, tells what there is. */
export async function runCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    io.write(overview());
    return 0;
  }
  if (name === '--version') {
    io.write(toolVersion());
    return 0;
  }
  const command = commands.find((one) => one.name === name);
  if (command) {
    if (!rest.includes('--help')) return command.run(rest, io);
    io.write(`${english(command.summary)}\n\n${english('cli_usage', `${name} ${command.usage}`)}`);
    return 0;
  }
  const wrong = name === undefined ? [] : [english('cli_no_such_command', name)];
  io.complain([...wrong, overview()].join('\n\n'));
  return 2;
}

function overview(): string {
  const rows = commands.map((command) => [command.name, english(command.summary)]);
  return `${english('cli_usage', '<command> [--json]')}\n\n${indent(columns(rows))}`;
}
