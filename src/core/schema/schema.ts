/** What the schemas of `small-zod.ts` have in common: how they are run, and how issues are told. */

/** A complaint; `continue`, as in zod: the value may be checked further (absent: only its length may be). */
export interface Issue {
  code: string;
  path: PropertyKey[];
  input: unknown;
  continue?: boolean;
  [fact: string]: unknown;
}

/** Returns the value as it is handed on; it fits if there are no new issues. */
export type Run = (value: unknown, issues: Issue[]) => unknown;

export interface Check {
  run(value: never, issues: Issue[]): void;
  /** it looks at the length of whatever has one, even of what has the wrong type */
  anyType?: boolean;
}

/** What other schemas ask of one. */
interface Traits {
  optional?: boolean | undefined;
  /** all that fits: of literals and enums */
  values?: readonly unknown[];
  /** what a member may be, of objects and unions of them */
  tags?: (member: string) => readonly unknown[];
  shape?: Shape;
  strict?: boolean;
}

export interface Schema extends Traits {
  run: Run;
  check(...checks: Check[]): Schema;
  safeParse(value: unknown): Parsed;
}

export type Shape = Readonly<Record<string, Schema>>;
type Parsed = { success: true; data: unknown } | { success: false; error: { issues: unknown[] } };

export function schema(run: Run, traits: Traits = {}): Schema {
  const self: Schema = {
    ...traits,
    run,
    check: (...checks) => schema((value, issues) => runChecks(run, checks, value, issues), traits),
    safeParse: (value) => safeParse(self, value),
  };
  return self;
}

function runChecks(run: Run, checks: Check[], value: unknown, issues: Issue[]): unknown {
  const start = issues.length;
  const result = run(value, issues);
  for (const check of checks) {
    const stopped = issues
      .slice(start)
      .some((issue) => (check.anyType ? issue.continue === false : !issue.continue));
    if (!stopped) check.run(result as never, issues);
  }
  return result;
}

export function complain(issues: Issue[], input: unknown, code: string, facts: Partial<Issue>) {
  issues.push({ code, path: [], input, ...facts });
  return input;
}

export function wrongType(issues: Issue[], input: unknown, expected: string) {
  return complain(issues, input, 'invalid_type', { expected });
}

/** What a member or an item becomes; its issues get the way to it. */
export function runInside(
  key: PropertyKey,
  { run }: Schema,
  value: unknown,
  issues: Issue[],
): unknown {
  const start = issues.length;
  const result = run(value, issues);
  for (let at = start; at < issues.length; at += 1) issues[at]?.path.unshift(key);
  return result;
}

/** An issue as zod tells it, without what it notes for its own sentences. */
function told({ continue: _, input, ...issue }: Issue, reportInput: boolean): object {
  const all = (issues: unknown) => (issues as Issue[]).map((one) => told(one, reportInput));
  return {
    ...issue,
    ...(issue.issues ? { issues: all(issue.issues) } : {}),
    ...(issue.errors ? { errors: (issue.errors as Issue[][]).map(all) } : {}),
    message: 'Invalid input',
    ...(reportInput ? { input } : {}),
  };
}

export function safeParse(
  { run }: Schema,
  value: unknown,
  options?: { reportInput?: boolean },
): Parsed {
  const issues: Issue[] = [];
  const data = run(value, issues);
  if (issues.length === 0) return { success: true, data };
  const report = options?.reportInput ?? false;
  return { success: false, error: { issues: issues.map((issue) => told(issue, report)) } };
}

export function parse(schema: Schema, value: unknown): unknown {
  const parsed = safeParse(schema, value);
  if (parsed.success) return parsed.data;
  throw Object.assign(new Error(JSON.stringify(parsed.error.issues, null, 2)), parsed.error);
}
