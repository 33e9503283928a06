import { xmlText } from './xml-text.ts';

/** One test and how it ended. */
export interface JunitCase {
  name: string;
  className: string;
  timeMs?: number | undefined;
  outcome:
    | { kind: 'passed' }
    /** `text` has the lines that a person reads */
    | { kind: 'failed'; message: string; type: string; text: string }
    | { kind: 'skipped'; message: string };
  /** what is worth saying of one that passed too */
  output?: string;
}

export interface JunitSuite {
  name: string;
  /** milliseconds since 1970 */
  atMs?: number;
  cases: readonly JunitCase[];
}

/** Test results as JUnit XML, as CI servers read it: Jenkins' schema, which Surefire's readers take too. */
export function junitText(suites: readonly JunitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element('testsuites', { name: 'PSD2 OAuth DevTools', ...counts(all) }, suites.map(suiteText)),
    '',
  ].join('\n');
}

function suiteText({ name, atMs, cases }: JunitSuite): string {
  const skipped = cases.filter(({ outcome }) => outcome.kind === 'skipped').length;
  const timestamp =
    atMs === undefined ? {} : { timestamp: new Date(atMs).toISOString().slice(0, 19) };
  return element(
    'testsuite',
    { name, ...counts(cases), skipped, ...timestamp },
    cases.map(caseText),
  );
}

function caseText({ name, className, timeMs, outcome, output }: JunitCase): string {
  const inner =
    outcome.kind === 'failed'
      ? [
          element('failure', { message: outcome.message, type: outcome.type }, [
            xmlText(outcome.text),
          ]),
        ]
      : outcome.kind === 'skipped'
        ? [element('skipped', { message: outcome.message }, [])]
        : [];
  const said = output ? [element('system-out', {}, [xmlText(output)])] : [];
  return element('testcase', { name, classname: className, time: seconds(timeMs) }, [
    ...inner,
    ...said,
  ]);
}

function counts(cases: readonly JunitCase[]) {
  const of = (kind: JunitCase['outcome']['kind']) =>
    cases.filter(({ outcome }) => outcome.kind === kind).length;
  const timeMs = cases.reduce((sum, one) => sum + (one.timeMs ?? 0), 0);
  return {
    tests: cases.length,
    failures: of('failed'),
    errors: 0,
    time: seconds(timeMs),
  };
}

function seconds(ms = 0): string {
  return (ms / 1000).toFixed(3);
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inner: readonly string[],
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${xmlText(String(value))}"`,
  );
  const open = `<${name}${written.join('')}`;
  if (inner.length === 0) return `${open}/>`;
  const isText = inner.length === 1 && !inner[0]?.startsWith('<');
  return isText ? `${open}>${inner[0]}</${name}>` : `${open}>\n${inner.join('\n')}\n</${name}>`;
}
