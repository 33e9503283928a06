import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fapiClientKeys } from '../../practice-bank/clients.ts';
import { startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

let bank: Awaited<ReturnType<typeof startOverTls>>;
const startOverTls = () => startPracticeBank({ tls: true });

let ca: string[];
let key: string[];
let certificate: string[];

beforeAll(async () => {
  bank = await startOverTls();
  bank.control.settings({ approveAtOnce: true });
  const { ecPrivateKey } = await fapiClientKeys();
  const { authority, clientCertificates } = bank.tls;
  const { certificatePem, keyPem } = clientCertificates.fitting;
  ca = ['--ca', temporary(authority.certificatePem)];
  key = ['--client-key', temporary(ecPrivateKey), '--key-id', 'practice-key'];
  certificate = ['--cert', temporary(certificatePem), '--key', temporary(keyPem)];
});
afterAll(() => bank.close());

/** A flow file to begin with. */
async function recorded(id: string, ...options: string[]): Promise<string> {
  const file = temporary('');
  const { tlsPort, mtlsPort } = bank.tls.ports;
  const ports = ['--var', `practiceTlsPort=${tlsPort}`];
  if (id.endsWith('mtls')) ports.push('--var', `practiceMtlsPort=${mtlsPort}`);
  const args = ['record', '--bank', id, '--output', file, ...ports, ...options];
  const { exitCode, complaints } = await run(args);
  if (exitCode !== 0) throw new Error(complaints);
  return file;
}

function runFlow(file: string, ...options: string[]) {
  return runJson(['run', file, '--no-browser', ...ca, ...options], '', {}, Date.now);
}

const purposes = (steps: { purpose: string; outcome: string }[]) =>
  steps.map(({ purpose, outcome }) => `${purpose} ${outcome}`);

const ids = (findings: { id: string }[]) => findings.map(({ id }) => id);

describe('run', () => {
  it('pushes, proves and binds at a FAPI 2 bank, from its profile alone', async () => {
    const record = temporary('');
    const { json, exitCode } = await runFlow(
      await recorded('practice-fapi2'),
      ...key,
      '--record',
      record,
    );
    expect(json).toMatchObject({ phase: 'tokens_received', problem: null });
    expect(exitCode).toBe(0);
    expect(purposes(json.steps)).toEqual(['push nonce_wanted', 'push pushed', 'exchange tokens']);
    const { dpop, pushed, bindings, requestObject } = json.security;
    expect(dpop).toEqual({ alg: 'ES256', jkt: expect.any(String), proofs: 3, nonceRetries: 1 });
    expect(bindings).toMatchObject([{ by: 'dpop', thumbprint: dpop.jkt, agrees: true }]);
    expect(pushed).toMatchObject({ opened: true });
    expect(requestObject).toBeNull();
    expect(ids(json.findings)).toContain('TE06');
    // What was recorded can be run again, with a key of its own.
    const again = await runFlow(record, ...key);
    expect(again.json.phase).toBe('tokens_received');
    expect(again.json.security.dpop.jkt).not.toBe(dpop.jkt);
    expect(readFileSync(record, 'utf8')).not.toMatch(/"d":/);
  });

  it('signs what it pushes for who asks, and asks in detail', async () => {
    const details = '{"type":"account_information","actions":["list_accounts"]}';
    const file = await recorded('practice-fapi2', '--jar', '--authorization-details', details);
    const { json, exitCode } = await runFlow(file, ...key);
    expect(json.problem).toBeNull();
    expect(exitCode).toBe(0);
    expect(json.security.requestObject.claims).toMatchObject({
      iss: 'practice-fapi-client',
      authorization_details: [{ type: 'account_information' }],
    });
  });

  it('tells it to people, too', async () => {
    const file = await recorded('practice-fapi2', '--jar');
    const { out } = await run(['run', file, '--no-browser', ...ca, ...key], '', {}, Date.now);
    expect(out).toMatch(/request object +signed with ES256/);
    expect(out).toMatch(/pushed request +request_uri good until .*, opened once/);
    expect(out).toMatch(/DPoP +ES256 proofs: 3, made again with the bank's nonce: 1/);
    expect(out).toMatch(/access token +bound to a key \(cnf\.jkt .*\), that of this flow/);
  });

  it('binds tokens to the certificate at a FAPI 2 bank that wants one', async () => {
    const file = await recorded('practice-fapi2-mtls');
    const { json, exitCode } = await runFlow(file, ...certificate);
    expect(json.problem).toBeNull();
    expect(exitCode).toBe(0);
    expect(json.security).toMatchObject({ dpop: null, bindings: [{ by: 'mtls' }] });
  });

  it('signs requests and verifies signed answers at a FAPI 1 bank', async () => {
    const { json, exitCode } = await runFlow(await recorded('practice-fapi1'), ...key);
    expect(json.problem).toBeNull();
    expect(exitCode).toBe(0);
    expect(json.security.answer).toMatchObject({ alg: 'PS256', signature: 'good' });
    expect(json.security.requestObject.claims.claims.id_token).toHaveProperty(
      'openbanking_intent_id',
    );
  });

  it('sends nothing without the key that signs', async () => {
    const { json, exitCode } = await runFlow(await recorded('practice-fapi2'));
    expect(exitCode).toBe(1);
    expect(json.problem).toContain('--client-key FILE');
    expect(json.steps).toEqual([]);
  });

  it('says what the bank has against a request that was not pushed', async () => {
    const file = await recorded('practice-fapi2', '--no-par');
    const { json, exitCode } = await runFlow(file, ...key);
    expect(exitCode).toBe(1);
    expect(ids(json.findings)).toContain('AQ22');
  });
});
