import { mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { exportFlow, exportFormats } from '../core/export/export-flow.ts';
import { err, ok } from '../core/result.ts';
import { defineCommand } from './command.ts';
import { english } from './english.ts';
import { readOneFlow } from './flow/read-flow.ts';
import { writeTextFile } from './flow/written-flow.ts';
import { toolVersion } from './version.ts';

/** Writes a recorded flow in another format. Secrets are variables in each of them: a record holds none. */
export const exportCommand = defineCommand({
  name: 'export',
  usage: `<flow.json> --as ${exportFormats.join('|')}\n  [--flow ID] [--output FILE|FOLDER] [--json]`,
  summary: 'cli_export',
  options: { as: { type: 'string' }, flow: { type: 'string' }, output: { type: 'string' } },
  positionals: 1,
  run({ values, positionals: [path] }) {
    if (path === undefined) return err(english('cli_missing_option', '<flow.json>'));
    const format = exportFormats.find((one) => one === values.as);
    if (!format) return err(english('cli_not_one_of', '--as', exportFormats.join(', ')));
    const read = readOneFlow(path, values.flow);
    if (!read.ok) return read;
    const context = { say: english, version: toolVersion() };
    const files = exportFlow(read.value.record, format, context);
    const { output } = values;
    const [first, second] = files;
    if (output === undefined) {
      if (second) return err(english('cli_several_files', format));
      return ok({ json: { files }, text: first?.text ?? '', findings: [] });
    }
    const paths: string[] = [];
    for (const { name, text } of files) {
      const place = second || isFolder(output) ? join(output, name) : output;
      mkdirSync(dirname(resolve(process.env.INIT_CWD ?? '.', place)), { recursive: true });
      const written = writeTextFile(place, text);
      if (!written.ok) return written;
      paths.push(place);
    }
    const text = paths.map((place) => english('cli_written', place)).join('\n');
    return ok({ json: { written: paths }, text, findings: [] });
  },
});

function isFolder(path: string): boolean {
  if (/[\\/]$/.test(path)) return true;
  const place = resolve(process.env.INIT_CWD ?? '.', path);
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
