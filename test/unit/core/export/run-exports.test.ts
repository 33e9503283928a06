import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { english } from '../../../../src/cli/english.ts';
import { type ExportFormat, exportFlow } from '../../../../src/core/export/export-flow.ts';
import { type PracticeBank, startPracticeBank } from '../../../practice-bank/practice-bank.ts';
import { send } from '../../practice-bank/local-client.ts';
import { type EchoBank, startEchoBank } from './echo-bank.ts';
import {
  practicePlan,
  type Recording,
  recordClientFlow,
  recordCodeFlow,
  SECRETS,
} from './record-flow.ts';
import { runTool, type ToolOptions, toolScript } from './run-tool.ts';

const CLIENT_SECRET = 'practice-secret-not-real';

let bank: PracticeBank;
let echo: EchoBank;
let folder: string;
/** its consent is made before the redirect, and its client proves itself with a secret */
let consent: Recording;
/** with PKCE, a refresh, and an API call before and after that */
let challenge: Recording;
let unusual: Recording;

beforeAll(async () => {
  bank = await startPracticeBank();
  echo = await startEchoBank();
  folder = mkdtempSync(join(tmpdir(), 'exports-'));
  consent = await recordCodeFlow(
    bank,
    practicePlan(bank, 'practice-open-payments-aisp'),
    { calls: ['accounts'], token: 'client' },
    { ...SECRETS, clientSecret: CLIENT_SECRET },
  );
  challenge = await recordCodeFlow(bank, practicePlan(bank, 'practice-nextgenpsd2'), {
    refresh: true,
    calls: ['accounts'],
  });
  unusual = await recordClientFlow(echo.plan, echo.clientSecret);
});

afterAll(async () => {
  await bank.close();
  await echo.close();
  rmSync(folder, { recursive: true });
});

/** Writes an export into a folder of its own; gives the path of its first file. */
function written(
  { record, secrets }: Recording,
  format: ExportFormat,
  withSecrets?: 'with_secrets',
): string {
  const context = { say: english, version: '0.1.0', ...(withSecrets && { secrets }) };
  const files = exportFlow(record, format, context);
  const own = mkdtempSync(join(folder, format));
  for (const file of files) {
    const path = join(own, file.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.text);
  }
  return join(own, files[0]?.name ?? '');
}

/** Opens the address that a program printed, as a person would, and gives the one that the browser came to. */
function approving(output: string): Promise<string> | undefined {
  const url = /^http:\S+authorize\?\S+$/m.exec(output)?.[0];
  if (!url || !output.endsWith('code: ')) return undefined;
  return send(url).then(({ headers }) => headers.location ?? '');
}

type Run = (file: string, given: Record<string, string>) => ReturnType<typeof runTool>;

const options = (more: Partial<ToolOptions> = {}): ToolOptions => ({ folder, ...more });
const node = (script: string, words: string[], where = folder) =>
  runTool('node', [toolScript(script), ...words], options({ folder: where }));

/** Each format with the program that it is for. Variables are given as its users give them. */
const programs: [ExportFormat, string, Run][] = [
  [
    'curl',
    'bash',
    (file, env) => runTool('bash', [file], options({ env: upper(env), person: approving })),
  ],
  [
    'fetch',
    'Node',
    (file, env) => runTool('node', [file], options({ env: upper(env), person: approving })),
  ],
  [
    'postman',
    'newman',
    (file, given) =>
      node('newman/bin/newman.js', [
        'run',
        file,
        ...pairs(given).flatMap((pair) => ['--env-var', pair]),
      ]),
  ],
  [
    'bruno',
    'Bruno',
    (file, given) =>
      node(
        '@usebruno/cli/bin/bru.js',
        ['run', ...pairs(given).flatMap((pair) => ['--env-var', pair])],
        dirname(file),
      ),
  ],
  [
    'http',
    'httpYac',
    (file, given) =>
      node('httpyac/bin/httpyac.js', [
        'send',
        file,
        '--all',
        '--var',
        'state=FAKE-state',
        ...pairs(encoded(given)),
      ]),
  ],
];

const pairs = (given: Record<string, string>) =>
  Object.entries(given).map(([name, value]) => `${name}=${value}`);
const upper = (given: Record<string, string>) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toUpperCase(), value]));
const encoded = (given: Record<string, string>) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [`${name}_encoded`, value]));

/** What the bank was asked meanwhile, in order. */
async function askedDuring(run: () => ReturnType<Run>) {
  const before = bank.control.log().length;
  const { code, output } = await run();
  const asked = bank.control.log().slice(before);
  return { code, output, asked: asked.map(({ method, status }) => `${method} ${status}`) };
}

describe.each(programs)('%s, run by %s', (format, _program, run) => {
  it('makes a consent, hands its ids on and comes to a token', async () => {
    const file = written(consent, format);
    const { asked, code, output } = await askedDuring(() =>
      run(file, { client_secret: CLIENT_SECRET }),
    );
    const expected = [
      'POST 200',
      'POST 201',
      'POST 201',
      'PUT 200',
      'GET 302',
      'POST 200',
      'GET 200',
    ];
    expect({ asked, output }).toEqual({ asked: expected, output });
    expect(code).toBe(0);
  }, 60_000);
});

describe.each(programs)('%s with secrets, run by %s', (format, _program, run) => {
  it('sends a secret of unusual characters as it is', async () => {
    const file = written(unusual, format, 'with_secrets');
    expect(file).toContain('-with-secrets');
    expect(echo.seen[0]).toMatchObject({
      client_secret: echo.clientSecret,
      key: echo.clientSecret,
    });
    const before = echo.seen.length;
    const { output } = await run(file, {});
    expect({ seen: echo.seen.slice(before), output }).toEqual({ seen: [echo.seen[0]], output });
  }, 60_000);
});

it.each(
  programs.filter(([format]) => format === 'curl' || format === 'fetch' || format === 'postman'),
)(
  '%s makes a verifier and its challenge anew, and renews',
  async (format, _program, run) => {
    const { asked, output } = await askedDuring(() => run(written(challenge, format), {}));
    const expected = [
      'POST 201',
      'GET 200',
      'GET 302',
      'POST 200',
      'GET 200',
      'POST 200',
      'GET 200',
    ];
    expect({ asked, output }).toEqual({ asked: expected, output });
  },
  60_000,
);
