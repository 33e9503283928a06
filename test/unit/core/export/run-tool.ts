import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../../', import.meta.url);
const resolver = fileURLToPath(new URL('test/fixtures/resolve-localhost.cjs', root));

/** How a program ended, and all that it printed. */
export interface ToolRun {
  code: number | null;
  output: string;
}

export interface ToolOptions {
  folder: string;
  env?: Readonly<Record<string, string>>;
  /** Answers what the program asks for: gets the output so far, gives a line once. */
  person?: (output: string) => Promise<string> | undefined;
}

/** Runs a program that reaches the practice bank by name; Node does so by a resolver of ours. */
export function runTool(
  command: string,
  words: readonly string[],
  { folder, env = {}, person }: ToolOptions,
): Promise<ToolRun> {
  const child = spawn(command, words, {
    cwd: folder,
    env: { ...ownEnvironment(), NODE_OPTIONS: `--require ${resolver}`, NO_COLOR: '1', ...env },
  });
  let output = '';
  let answered = false;
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    const answer = answered ? undefined : person?.(output);
    if (!answer) return;
    answered = true;
    void answer.then((line) => child.stdin.end(`${line}\n`));
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  if (!person) child.stdin.end();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Without what the test runner tells its own children. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV|TEST$|CI$)/.test(name),
  );
  return Object.fromEntries(entries);
}

/** The file of a package of ours that its command runs. */
export function toolScript(path: string): string {
  return fileURLToPath(new URL(`node_modules/${path}`, root));
}
