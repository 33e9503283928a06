import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readFlowFile } from '../../../src/core/record/flow-file.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

let bank: PracticeBank;
let flow: string;

/** All but the one that waits for a code to die, which takes as long as the bank's codes live. */
const ROWS = [
  'code_reused',
  'redirect_uri_slash',
  'other_client',
  'scope_on_exchange',
  'refresh_reused',
  'wrong_state',
  'unknown_scope',
  'response_type_missing',
];
const chosen = ROWS.flatMap((row) => ['--fault', row]);

beforeAll(async () => {
  bank = await startPracticeBank();
  flow = temporary('');
  const port = `practicePort=${bank.port}`;
  await run(['record', '--bank', 'practice-bpce-aisp', '--var', port, '--output', flow]);
});
beforeEach(() => {
  bank.control.reset();
  bank.control.settings({ approveAtOnce: true, rotateRefreshToken: true });
});
afterAll(() => bank.close());

describe('run --faults', () => {
  it('finds a strict bank strict, and records each try', async () => {
    const record = temporary('');
    const args = ['run', flow, '--no-browser', '--faults', ...chosen, '--record', record];
    const { exitCode, json } = await runJson(args);
    expect(json.problem).toBeNull();
    expect(json.counts).toMatchObject({
      refused_as_expected: ROWS.length,
      accepted: 0,
      unclear: 0,
    });
    expect(exitCode).toBe(0);
    const file = readFlowFile(readFileSync(record, 'utf8'));
    expect(file.ok && file.value.flows.length).toBeGreaterThan(3);
  });

  it('finds a sloppy bank sloppy, and says so in JUnit', async () => {
    bank.control.settings({ sloppy: true });
    const junit = temporary('');
    const args = ['run', flow, '--no-browser', '--fault', 'redirect_uri_slash', '--junit', junit];
    const { exitCode, out } = await run(args);
    expect(exitCode).toBe(1);
    expect(out).toContain('RFC 6749 §4.1.3');
    expect(readFileSync(junit, 'utf8')).toContain('type="accepted"');
  });

  it('says what could not be tried where a person is needed', async () => {
    bank.control.settings({ approveAtOnce: false });
    const args = ['run', flow, '--no-browser', '--fault', 'code_reused'];
    const { exitCode, json } = await runJson(args);
    expect(exitCode).toBe(1);
    expect(json.problem).toContain('code_reused');
  });

  it.each([
    ['a fault that is none', ['--fault', 'nonsense'], 'code_late'],
    ['a flow without a code', ['--faults'], 'exchanges itself'],
  ])('refuses %s', async (_what, options, named) => {
    const own = temporary('');
    const grant = ['--grant', 'client_credentials', '--output', own];
    await run(['record', '--bank', 'practice-open-payments', ...grant]);
    const path = options.includes('nonsense') ? flow : own;
    const { exitCode, complaints } = await run(['run', path, ...options]);
    expect(exitCode).toBe(2);
    expect(complaints).toContain(named);
  });

  it('never sends a fault to a live bank, whatever is said', async () => {
    const live = temporary('');
    const args = ['--env', 'live', '--client-id', 'x', '--redirect-uri', 'https://tpp.example/cb'];
    await run(['record', '--bank', 'bpce-aisp', ...args, '--output', live]);
    const { exitCode, complaints } = await run(['run', live, '--faults', '--live']);
    expect(exitCode).toBe(2);
    expect(complaints).toContain('live bank');
  });
});
