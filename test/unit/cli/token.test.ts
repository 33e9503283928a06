import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openIdKeyClient } from '../../practice-bank/clients.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { authorizationUrl, obtainCode } from '../practice-bank/bpce-user.ts';
import { run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

let bank: PracticeBank;
let port: string;

beforeAll(async () => {
  bank = await startPracticeBank();
  port = `practicePort=${bank.port}`;
});
beforeEach(() => bank.control.reset());
afterAll(() => bank.close());

const openPayments = () => ['token', '--bank', 'practice-open-payments', '--var', port];

describe('token', () => {
  it('asks with client credentials and tells of the token without showing it', async () => {
    const { exitCode, json } = await runJson(openPayments());
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({ phase: 'tokens_received', problem: null });
    expect(json.tokens).toMatchObject([{ kind: 'access_token', expires_in: 3600 }]);
    expect(json.answer).toBeUndefined();
  });

  it('shows the token to who asks for it', async () => {
    const { json } = await runJson([...openPayments(), '--show-token']);
    expect(json.answer.access_token).toHaveLength(json.tokens[0].length);
  });

  it('writes the token to a file that its owner alone can read', async () => {
    const file = temporary('');
    const { json, exitCode } = await runJson([...openPayments(), '--output', file]);
    expect(exitCode).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8')).access_token).toHaveLength(json.tokens[0].length);
  });

  it('takes the client secret from the variable that is named, and fails with a wrong one', async () => {
    const options = [...openPayments(), '--client-secret-env', 'OP_SECRET'];
    const wrong = 'planted-wrong-secret-0001';
    const { exitCode, out, complaints } = await run(options, '', { OP_SECRET: wrong });
    expect(exitCode).toBe(1);
    expect(out).toContain('TE');
    expect(out + complaints).not.toContain(wrong);
  });

  it('takes the client secret from standard input', async () => {
    const options = [...openPayments(), '--client-secret-file', '-'];
    expect((await run(options, 'practice-secret-not-real\n')).exitCode).toBe(0);
    expect((await run(options, 'another\n')).exitCode).toBe(1);
  });

  it('exchanges a code that was obtained elsewhere', async () => {
    const code = await obtainCode(authorizationUrl(bank));
    const args = ['token', '--bank', 'practice-bpce-aisp', '--grant', 'authorization_code'];
    const record = temporary('');
    const { exitCode, out, complaints } = await run(
      [...args, '--var', port, '--record', record],
      '',
      { PSD2_CODE: code },
    );
    expect(complaints + out).toContain('tokens_received');
    expect(exitCode).toBe(0);
    expect(readFileSync(record, 'utf8') + out + complaints).not.toContain(code);
  });

  it('renews with a refresh token that is in the environment', async () => {
    const args = ['token', '--bank', 'practice-bpce-aisp', '--var', port, '--show-token'];
    const code = await obtainCode(authorizationUrl(bank));
    const first = await runJson([...args, '--grant', 'authorization_code'], '', {
      PSD2_CODE: code,
    });
    const record = temporary('');
    const refresh = first.json.answer.refresh_token;
    const again = await runJson([...args, '--grant', 'refresh_token', '--record', record], '', {
      PSD2_REFRESH_TOKEN: refresh,
    });
    expect(again.json).toMatchObject({ phase: 'tokens_received' });
    expect(again.json.answer.access_token).not.toBe(first.json.answer.access_token);
    expect(readFileSync(record, 'utf8')).not.toContain(refresh);
  });

  it('signs with a private key', async () => {
    const args = ['token', '--bank', 'practice-private-key', '--grant', 'refresh_token'];
    const key = temporary(openIdKeyClient.privateKey);
    const { exitCode, json } = await runJson(
      [...args, '--var', port, '--client-key', key, '--key-id', openIdKeyClient.kid],
      '',
      { PSD2_REFRESH_TOKEN: 'fake-refresh-token' },
      // The bank's library looks at the computer's clock.
      Date.now,
    );
    // The bank believes the client and does not know the token: invalid_client would be the other answer.
    expect(exitCode).toBe(1);
    expect(JSON.stringify(json.findings)).toContain('invalid_grant');
    expect(bank.control.log().at(-1)).toMatchObject({ path: '/token' });
  });

  it.each([
    ['a grant that is none', ['--grant', 'password'], {}, '--grant'],
    ['a grant that the bank does not have', ['--grant', 'refresh_token'], {}, 'practice-open'],
    ['a variable that is not set', ['--client-secret-env', 'NOPE'], {}, 'NOPE'],
    ['a certificate without its key', ['--cert', 'x.pem'], {}, '--key'],
    ['a way to prove the client that is none', ['--client-auth', 'magic'], {}, '--client-auth'],
  ])('refuses %s', async (_what, options, env, named) => {
    const { exitCode, complaints } = await run([...openPayments(), ...options], '', env);
    expect(exitCode).toBe(2);
    expect(complaints).toContain(named);
  });

  it('sends nothing to a live bank unless that is said', async () => {
    const args = ['token', '--bank', 'open-payments-api', '--env', 'live', '--client-id', 'x'];
    const { exitCode, complaints } = await run(args);
    expect(exitCode).toBe(2);
    expect(complaints).toContain('--live');
  });

  it('tells a refused connection by its cause', async () => {
    const closed = await freePort();
    const args = ['token', '--bank', 'practice-open-payments', '--var', `practicePort=${closed}`];
    const { exitCode, json } = await runJson(args);
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({ phase: 'failed' });
    expect(json.problem).toContain('openpayments.localhost');
  });
});

/** A port of this machine at which nobody listens any more. */
async function freePort(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
