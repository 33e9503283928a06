import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readFlowFile } from '../../../src/core/record/flow-file.ts';
import { openIdKeyClient } from '../../practice-bank/clients.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

let bank: PracticeBank;
let port: string;

beforeAll(async () => {
  bank = await startPracticeBank();
  port = `practicePort=${bank.port}`;
});
beforeEach(() => {
  bank.control.reset();
  bank.control.settings({ approveAtOnce: true });
});
afterAll(() => bank.close());

/** A flow file to begin with, as the command writes it. */
async function recorded(id: string, ...options: string[]): Promise<string> {
  const file = temporary('');
  const { exitCode, complaints } = await run([
    'record',
    '--bank',
    id,
    '--output',
    file,
    ...options,
  ]);
  expect(complaints).toBe('');
  expect(exitCode).toBe(0);
  return file;
}

describe('record', () => {
  it('writes a flow that was planned and sends nothing', async () => {
    const file = await recorded('practice-bpce-aisp', '--var', port);
    const read = readFlowFile(readFileSync(file, 'utf8'));
    expect(read.ok && read.value.flows.map(({ events }) => events.length)).toEqual([1]);
    expect(bank.control.log()).toEqual([]);
  });
});

describe('run', () => {
  it.each([
    ['a code flow', 'practice-bpce-aisp', []],
    ['a code flow with steps before it', 'practice-open-payments-aisp', []],
    ['client credentials', 'practice-open-payments', ['--grant', 'client_credentials']],
    ['an answer in the fragment', 'practice-fragment', []],
  ])('runs %s to its tokens', async (_what, id, options) => {
    const file = await recorded(id, '--var', port, ...options);
    const { exitCode, json } = await runJson(['run', file, '--no-browser']);
    expect(json).toMatchObject({ phase: 'tokens_received', problem: null });
    expect(exitCode).toBe(0);
  });

  it('takes fresh random values each time, and says what it repeats', async () => {
    const file = await recorded('practice-bpce-aisp', '--var', port);
    const [first, second] = [temporary(''), temporary('')];
    await run(['run', file, '--no-browser', '--record', first]);
    await run(['run', first, '--no-browser', '--record', second]);
    const states = bank.control
      .log()
      .filter(({ path }) => path.endsWith('/authorize'))
      .map(({ query }) => Object.fromEntries(query).state);
    expect(new Set(states).size).toBe(2);
    const [before, after] = [first, second].map((path) => {
      const read = readFlowFile(readFileSync(path, 'utf8'));
      return read.ok ? read.value.flows[0] : undefined;
    });
    expect(after?.events[0]?.happening).toMatchObject({ repeats: before?.flowId });
  });

  it('goes to another environment’s client and redirect URI with its variables', async () => {
    const file = await recorded('practice-bpce-aisp');
    const { json } = await runJson(['run', file, '--var', port, '--no-browser']);
    expect(json).toMatchObject({ phase: 'tokens_received' });
  });

  it('leaves no secret in the record, on the screen or in what it says on the way', async () => {
    const file = await recorded('practice-open-payments-aisp', '--var', port);
    const record = temporary('');
    const planted = 'planted-secret-4711';
    const env = { PSD2_CLIENT_SECRET: planted };
    const wrong = await run(['run', file, '--no-browser', '--record', record], '', env);
    expect(wrong.exitCode).toBe(1);
    const all = wrong.out + wrong.complaints + readFileSync(record, 'utf8');
    expect(all).toContain('clientToken');
    expect(all).not.toContain(planted);
    expect((await run(['check', record])).out).not.toContain('looks like a secret');
  });

  it('says that a person is needed where the bank shows a page', async () => {
    bank.control.settings({ approveAtOnce: false });
    const file = await recorded('practice-bpce-aisp', '--var', port);
    const { exitCode, json } = await runJson(['run', file, '--no-browser']);
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({ phase: 'awaiting_redirect' });
    expect(json.problem).toContain('--approve');
  });

  it('ends with the bank’s refusal, and says it', async () => {
    bank.control.faults({
      kind: 'set-query',
      path: '/stet/psd2/oauth/authorize',
      query: { code: null, error: 'access_denied' },
    });
    const file = await recorded('practice-bpce-aisp', '--var', port);
    const { exitCode, json } = await runJson(['run', file, '--no-browser']);
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({ phase: 'refused_by_bank' });
  });

  it('wants the client secret that the flow had, and says where it is read from', async () => {
    const own = temporary({
      extends: 'practice-open-payments',
      id: 'no-default',
      environments: { practice: { defaults: { clientSecret: null } } },
    });
    const flow = temporary('');
    const env = { PSD2_CLIENT_SECRET: 'practice-secret-not-real' };
    const token = ['token', '--bank', own, '--var', port, '--record', flow];
    expect((await run(token, '', env)).exitCode).toBe(0);
    const without = await run(['run', flow]);
    expect(without.exitCode).toBe(2);
    expect(without.complaints).toContain('PSD2_CLIENT_SECRET');
    expect((await run(['run', flow], '', env)).exitCode).toBe(0);
  });

  it('wants the key that the client signed with', async () => {
    const flow = temporary('');
    const key = temporary(openIdKeyClient.privateKey);
    const bank = ['token', '--bank', 'practice-private-key', '--var', port, '--record', flow];
    const env = { PSD2_REFRESH_TOKEN: 'fake-refresh-token' };
    await run([...bank, '--grant', 'refresh_token', '--client-key', key], '', env);
    const { exitCode, complaints } = await run(['run', flow, '--no-browser']);
    expect(exitCode).toBe(2);
    expect(complaints).toContain('--client-key');
  });

  it.each([
    ['no browser at its path', '/nowhere/chrome', 'No browser'],
    ['nobody at a BiDi address', 'ws://127.0.0.1:2/session', 'could not be used'],
    ['nobody at a grid', 'http://127.0.0.1:2', 'Neither'],
  ])('says that there is %s', async (_what, browser, said) => {
    const file = await recorded('practice-bpce-aisp', '--var', port);
    const { exitCode, json } = await runJson(['run', file, '--browser', browser]);
    expect(exitCode).toBe(1);
    expect(json.problem).toContain(said);
    expect(json.problem).not.toContain('[object');
  });

  it.each([
    ['a file that is none', () => temporary('{}'), [], 'no flow record'],
    ['no file', () => undefined, [], '<flow.json>'],
    ['an environment that is none', () => 'bpce', ['--env', 'mars'], 'mars'],
    ['a variable that is none', () => 'bpce', ['--var', 'planet=mars'], 'planet'],
    ['steps that are none', () => 'bpce', ['--approve', temporary('[{"tap":"x"}]')], 'page steps'],
    ['a person whom the sandbox does not have', () => 'bpce', ['--persona', 'Nobody'], 'person'],
    [
      'steps for a person where there is none',
      () => 'bpce',
      ['--approve', temporary('[{"fill":{"User":"{login}"}}]')],
      'person',
    ],
    ['a live bank', () => 'live', [], '--live'],
  ])('refuses %s', async (_what, file, options, named) => {
    const name = file();
    const path =
      name === 'bpce'
        ? await recorded('practice-bpce-aisp')
        : name === 'live'
          ? await recorded('bpce-aisp', '--env', 'live', ...clientOptions)
          : name;
    const { exitCode, complaints } = await run(['run', ...(path ? [path] : []), ...options]);
    expect(exitCode).toBe(2);
    expect(complaints).toContain(named);
  });
});

const clientOptions = ['--client-id', 'x', '--redirect-uri', 'https://tpp.example/cb'];

describe('check', () => {
  it('finds a file sound, and a planted token in it', async () => {
    const file = await recorded('practice-bpce-aisp', '--var', port);
    const record = temporary('');
    await run(['run', file, '--no-browser', '--record', record]);
    expect((await run(['check', record])).exitCode).toBe(0);
    const text = readFileSync(record, 'utf8');
    const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJmYWtlIn0.';
    const planted = temporary(text.replace('"http://app.localhost', `"http://x/?t=${jwt}`));
    const { exitCode, json } = await runJson(['check', planted]);
    expect(exitCode).toBe(1);
    expect(json.flows[0].secrets.join()).toContain('redirectUri');
  });

  it('finds a secret under a secret’s name', async () => {
    const file = await recorded('practice-bpce-aisp', '--var', port);
    const text = readFileSync(file, 'utf8');
    const extra = '"extra": [{ "name": "client_secret", "value": "planted-9000" }]';
    const planted = temporary(text.replace('"extra": []', extra));
    expect((await runJson(['check', planted])).json.flows[0].secrets).toHaveLength(1);
  });
});
