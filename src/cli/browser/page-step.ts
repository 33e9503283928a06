import * as z from 'zod/mini';
import { err, ok, type Result } from '../../core/result.ts';
import { english } from '../english.ts';
import { readTextFile } from '../read-text-file.ts';

/** What a person does on one page of a bank: fill fields, then press. Everything is named as a screen reader names it. */
export const pageStepSchema = z.strictObject({
  /** name of a field → what is typed into it */
  fill: z.optional(z.record(z.string(), z.string())),
  /** name of a button, link or box */
  press: z.optional(z.string()),
});
export type PageStep = z.infer<typeof pageStepSchema>;

/** Reads `--approve FILE`: a list of page steps. `${NAME}` in a value stands for an environment variable. */
export function readPageSteps(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Result<PageStep[], string> {
  const text = readTextFile(path);
  if (!text.ok) return text;
  let json: unknown;
  try {
    json = JSON.parse(text.value);
  } catch {
    return err(english('cli_no_json_file', path));
  }
  const read = z.safeParse(z.array(pageStepSchema), json);
  if (!read.success) {
    return err(english('cli_unfit_steps', path, read.error.issues[0]?.path.join('.') ?? ''));
  }
  const missing = new Set<string>();
  const filled = read.data.map(({ fill = {}, ...step }) => ({
    ...step,
    fill: Object.fromEntries(
      Object.entries(fill).map(([name, value]) => [
        name,
        value.replace(/\$\{(\w+)\}/g, (_whole, variable: string) => {
          const given = env[variable];
          if (given === undefined) missing.add(variable);
          return given ?? '';
        }),
      ]),
    ),
  }));
  const [first] = missing;
  return first === undefined ? ok(filled) : err(english('cli_no_variable', first));
}
