import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authorize, fixtures } from '../../../src/cli/testing/testing.ts';
import type { Authorized, AuthorizeFailure } from '../../../src/cli/testing/testing-types.ts';
import { readFlowFile } from '../../../src/core/record/flow-file.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { run } from './fake-io.ts';
import { HttpPage } from './http-page.ts';
import { temporary } from './temporary-file.ts';

let bank: PracticeBank;
let flow: string;

beforeAll(async () => {
  bank = await startPracticeBank();
  flow = temporary('');
  const port = `practicePort=${bank.port}`;
  await run(['record', '--bank', 'practice-bpce-aisp', '--var', port, '--output', flow]);
});
beforeEach(() => {
  bank.control.reset();
  bank.control.settings({ approveAtOnce: true });
});
afterAll(() => bank.close());

describe('authorize', () => {
  it('gives tokens, the record and the findings, and leaves the page as it was', async () => {
    const page = new HttpPage();
    const { tokens, record, findings } = await authorize(page, { flow });
    expect(tokens).toMatchObject({ expires_in: 3600, scope: 'aisp' });
    expect(readFlowFile(record).ok).toBe(true);
    expect(record).not.toContain(tokens.access_token);
    expect(findings).toEqual([]);
    expect(page.listening).toBe(0);
  });

  it('goes to another bank of the profile', async () => {
    const { record } = await authorize(new HttpPage(), { flow, variables: { bankCode: '13807' } });
    expect(record).toContain('Practice Banque Populaire');
    expect(bank.control.log().at(-1)?.host).toBe('13807.bpce.localhost');
  });

  it('takes the status of the bank’s redirect along', async () => {
    const read = readFlowFile((await authorize(new HttpPage(), { flow })).record);
    const events = read.ok ? (read.value.flows[0]?.events ?? []) : [];
    const redirect = events.find(({ happening }) => happening.kind === 'redirect_captured');
    expect(redirect?.happening).toMatchObject({ via: 'bank_redirect', status: 302 });
  });

  it('fails with the bank’s reason, the findings and the record', async () => {
    bank.control.faults({
      kind: 'status',
      path: '/stet/psd2/oauth/token',
      status: 400,
      body: '{"error":"invalid_grant"}',
    });
    const failure = await failureOf(authorize(new HttpPage(), { flow }));
    expect(failure.message).toContain('invalid_grant');
    expect(failure.findings).not.toEqual([]);
    expect(failure.record && readFlowFile(failure.record).ok).toBe(true);
  });

  it('fails when no redirect comes, and names what the page lacked', async () => {
    bank.control.settings({ approveAtOnce: false });
    const failure = await failureOf(authorize(new HttpPage(), { flow, timeoutMs: 300 }));
    expect(failure.message).toContain('User ID');
  });

  it('fails before anything is sent where the flow cannot be read', async () => {
    const failure = await failureOf(authorize(new HttpPage(), { flow: 'no-such.flow.json' }));
    expect(failure.message).toContain('no-such.flow.json');
    expect(failure.record).toBeUndefined();
  });
});

it('the fixture hands the runner’s page on', async () => {
  let given: Authorized | undefined;
  await fixtures.authorize({ page: new HttpPage() }, async (authorizeHere) => {
    given = await authorizeHere({ flow });
  });
  expect(given?.tokens.access_token).toBeDefined();
});

async function failureOf(run: Promise<Authorized>): Promise<AuthorizeFailure> {
  try {
    await run;
  } catch (failure) {
    return failure as AuthorizeFailure;
  }
  throw new Error('a token came');
}
