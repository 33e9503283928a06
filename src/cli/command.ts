import { type ParseArgsConfig, parseArgs } from 'node:util';
import { visibleText } from '../core/lint/bank-words.ts';
import { describeFinding } from '../core/lint/describe-finding.ts';
import { type Finding, hasError, sortFindings } from '../core/lint/finding.ts';
import type { MessageKey } from '../core/messages.ts';
import type { Result } from '../core/result.ts';
import type { Clock } from '../core/time.ts';
import { english } from './english.ts';
import { findingsText } from './findings-text.ts';
import { shownArgument } from './shown-argument.ts';

/** Everything of the outside world that commands touch. */
export interface Io extends Clock {
  /** environment variables: where secrets come from, which other users of a machine must not see among arguments */
  env: Readonly<Record<string, string | undefined>>;
  randomBytes(length: number): Uint8Array;
  /** all of standard input; empty when a person sits at it */
  readInput(): Promise<string>;
  /** the same, untouched */
  readBytes(): Promise<Uint8Array>;
  /** one line, or several, on standard output */
  write(text: string): void;
  /** the same on standard error */
  complain(text: string): void;
}

/** 0 fine, 1 findings of severity error or a failed check, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** What a command found out, for machines and for people; its findings stand in the JSON already. */
interface Output {
  json: unknown;
  text: string;
  findings: readonly Finding[];
  /** what was to be checked or obtained was not, whatever the findings say */
  failed?: boolean | undefined;
}

export interface Command {
  name: string;
  /** what may follow the name */
  usage: string;
  summary: MessageKey;
  run(args: readonly string[], io: Io): Promise<ExitCode>;
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Arguments<Own extends Options> = ReturnType<
  typeof parseArgs<{
    args: string[];
    options: Own & { json: { type: 'boolean' } };
    allowPositionals: true;
    allowNegative: true;
  }>
>;

interface Definition<Own extends Options> extends Omit<Command, 'run'> {
  options: Own;
  /** arguments that are no options; more are wrong usage */
  positionals: number;
  /** what is wrong with the usage comes back as a sentence */
  run(given: Arguments<Own>, io: Io): Promise<Result<Output, string>> | Result<Output, string>;
}

/** A command that reads its arguments, prints its output in the wanted form and gives the exit code. */
export function defineCommand<Own extends Options>(definition: Definition<Own>): Command {
  const { name, usage, summary, positionals } = definition;
  const options = { ...definition.options, json: { type: 'boolean' } } as const;
  const run = async (args: readonly string[], io: Io): Promise<ExitCode> => {
    const wrong = (sentence: string): ExitCode => {
      io.complain(`${sentence}\n\n${english('cli_usage', `${name} ${usage}`)}`);
      return 2;
    };
    let given: Arguments<Own>;
    try {
      const config = { args: [...args], options, allowPositionals: true, allowNegative: true };
      given = parseArgs(config) as Arguments<Own>;
    } catch (error) {
      // parseArgs throws a TypeError whose message names the option.
      return wrong((error as Error).message);
    }
    const unexpected = given.positionals[positionals];
    if (unexpected !== undefined)
      return wrong(english('cli_unexpected_argument', shownArgument(unexpected)));
    const result = await definition.run(given, io);
    if (!result.ok) return wrong(result.error);
    const { json, text, findings, failed } = result.value;
    const wantsJson = (given.values as { json?: boolean }).json === true;
    // A token may hold characters that a terminal obeys; in JSON they stand inside strings only.
    io.write(visibleText(wantsJson ? JSON.stringify(json, null, 2) : text, '\n'));
    return failed || hasError(findings) ? 1 : 0;
  };
  return { name, usage, summary, run };
}

/** Findings as every command puts them into its JSON: in words, errors first. */
export function describeAll(findings: readonly Finding[]) {
  return sortFindings(findings).map((finding) => describeFinding(finding, english));
}

/** Findings as every command prints them for people. */
export function printFindings(findings: readonly Finding[]): string {
  return findingsText(describeAll(findings));
}
