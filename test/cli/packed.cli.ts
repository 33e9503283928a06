import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RFC7515_A2 } from '../fixtures/tokens.ts';
import { fapiClientKeys } from '../practice-bank/clients.ts';
import { type PracticeBank, startPracticeBank } from '../practice-bank/practice-bank.ts';
import { headlessChromium, inFolder, runInstalled } from './run-package.ts';

let bank: PracticeBank;
let browser: string[];

beforeAll(async () => {
  bank = await startPracticeBank();
  browser = await headlessChromium();
  const port = ['--var', `practicePort=${bank.port}`];
  const bpce = ['--bank', 'practice-bpce-aisp', '--output', 'bpce.flow.json'];
  await runInstalled(['record', ...bpce, ...port]);
  const op = ['--bank', 'practice-open-payments', '--grant', 'client_credentials'];
  await runInstalled(['record', ...op, '--output', 'op.flow.json', ...port]);
});
afterAll(() => bank.close());

const read = (name: string) => readFileSync(inFolder(name), 'utf8');

describe('the installed command in a clean shell', () => {
  it('walks a code flow with its login pages and says so in JUnit', async () => {
    const ended = await runInstalled([
      ...['run', 'bpce.flow.json', ...browser, '--timeout', '30'],
      ...['--junit', 'bpce.xml', '--record', 'bpce2.flow.json'],
    ]);
    expect(ended.out + ended.complaints).toContain('tokens_received');
    expect(ended.exitCode).toBe(0);
    expect(read('bpce.xml')).toMatch(/<testsuites [^>]*failures="0"/);
    expect(read('bpce.xml')).toContain('name="tokens came"');
    // Nobody but the bank has heard of the code: the app at the redirect URI was not called.
    expect(bank.control.log().filter(({ host }) => host === 'app.localhost')).toEqual([]);
  });

  it('walks a FAPI 2 bank: pushed, signed, and bound to a key of its own', async () => {
    const fapi = await startPracticeBank({ tls: true });
    const { ecPrivateKey } = await fapiClientKeys();
    writeFileSync(inFolder('authority.pem'), fapi.tls.authority.certificatePem);
    writeFileSync(inFolder('signing-key.pem'), ecPrivateKey);
    const port = ['--var', `practiceTlsPort=${fapi.tls.ports.tlsPort}`];
    const plan = ['--bank', 'practice-fapi2', '--jar', '--output', 'fapi.flow.json'];
    await runInstalled(['record', ...plan, ...port]);
    const ended = await runInstalled([
      ...['run', 'fapi.flow.json', ...browser, '--browser-arg=--ignore-certificate-errors'],
      ...['--ca', 'authority.pem', '--client-key', 'signing-key.pem', '--key-id', 'practice-key'],
      ...['--timeout', '30', '--record', 'fapi2.flow.json', '--json'],
    ]);
    await fapi.close();
    const { phase, security } = JSON.parse(ended.out);
    expect({ phase, exitCode: ended.exitCode }).toEqual({ phase: 'tokens_received', exitCode: 0 });
    expect(security).toMatchObject({
      requestObject: { header: { alg: 'ES256' } },
      pushed: { opened: true },
      dpop: { proofs: 3, nonceRetries: 1 },
      bindings: [{ by: 'dpop', agrees: true }],
    });
    expect(read('fapi2.flow.json')).not.toMatch(/"d":|PRIVATE KEY/);
  });

  it('gets a client’s token, with a report in JUnit', async () => {
    const ended = await runInstalled(['run', 'op.flow.json', '--junit', 'op.xml', '--json']);
    expect(ended.exitCode).toBe(0);
    expect(JSON.parse(ended.out).tokens).toMatchObject([{ kind: 'access_token' }]);
    expect(read('op.xml')).toMatch(/<testsuites [^>]*failures="0"/);
  });

  it('lets no secret out: not on the screen, in a file, or in the list of processes', async () => {
    const secrets = {
      PSD2_CLIENT_SECRET: 'planted-client-secret-0815',
      BANK_PASSWORD: 'planted-password-4711',
    };
    writeFileSync(
      inFolder('login.json'),
      JSON.stringify([
        { fill: { 'User ID': 'practice', Password: `$\{BANK_PASSWORD}` }, press: 'Continue' },
        { fill: { 'SMS code': '12345678' }, press: 'Confirm' },
      ]),
    );
    const outputs = ['--record', 'r.flow.json', '--junit', 'r.xml', '--sarif', 'r.sarif'];
    const approve = ['--approve', 'login.json', '--timeout', '3'];
    const login = await runInstalled(
      ['run', 'bpce.flow.json', ...browser, ...approve, ...outputs],
      secrets,
      'processes',
    );
    expect(login.exitCode).toBe(1);
    expect(login.out).toContain('SMS code, Confirm');
    const files = ['r.flow.json', 'r.xml', 'r.sarif'];
    const afterLogin = files.map(read).join('');
    const token = await runInstalled(['run', 'op.flow.json', ...outputs], secrets, 'processes');
    expect(token.exitCode).toBe(1);
    expect(token.out).toContain('invalid_client');
    expect(login.processes + token.processes).toContain('op.flow.json');
    const all = JSON.stringify([login, token, afterLogin, ...files.map(read)]);
    for (const secret of Object.values(secrets)) expect(all).not.toContain(secret);
  });

  it('reads standard input, and exits by its findings', async () => {
    const args = ['decode', '--json'];
    const ended = await runInstalled(args, {}, 'output', `Bearer ${RFC7515_A2}\n`);
    expect(ended).toMatchObject({ complaints: '', exitCode: 1 });
    const tokens = [{ kind: 'jwt', claims: { iss: 'joe' } }];
    expect(JSON.parse(ended.out)).toMatchObject({ tokens });
  });

  it('knows its version and its banks', async () => {
    const version = JSON.parse(read('node_modules/psd2-oauth/package.json')).version;
    expect((await runInstalled(['--version'])).out.trim()).toBe(version);
    expect((await runInstalled(['banks'])).out).toContain('bpce-aisp');
  });
});
