import { readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';

/** One change of the source that a test should notice. */
export interface Mutant {
  id: string;
  file: string;
  line: number;
  column: number;
  /** what kind of change, in Stryker's words */
  mutator: string;
  before: string;
  after: string;
}

/** Source files with every mutant in them, each asleep until its id is `__stryker__.activeMutant`. */
export interface Instrumented {
  mutants: Mutant[];
  /** file → text */
  texts: Map<string, string>;
}

const nothing = () => undefined;
const SILENT = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};

/** The part of a text between two places, each counted from zero. */
function cut(text: string, { start, end }: Record<'start' | 'end', Place>): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  lines[lines.length - 1] = lines.at(-1)?.slice(0, end.column) ?? '';
  lines[0] = lines[0]?.slice(start.column) ?? '';
  return lines.join('\n');
}

interface Place {
  line: number;
  column: number;
}

/** Puts every mutant that Stryker knows into the files. */
export async function instrument(files: readonly string[]): Promise<Instrumented> {
  const sources = new Map(files.map((name) => [name, readFileSync(name, 'utf8')]));
  const { files: made, mutants } = await new Instrumenter(SILENT).instrument(
    [...sources].map(([name, content]) => ({ name, content, mutate: true })),
    { excludedMutations: [], ignorers: [], plugins: null },
  );
  return {
    texts: new Map(made.map(({ name, content }) => [name, content])),
    mutants: mutants.map(({ id, fileName, location, mutatorName, replacement }) => ({
      id,
      file: fileName,
      line: location.start.line + 1,
      column: location.start.column + 1,
      mutator: mutatorName,
      before: cut(sources.get(fileName) ?? '', location),
      after: replacement,
    })),
  };
}
