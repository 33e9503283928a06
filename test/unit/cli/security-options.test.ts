import { readFileSync } from 'node:fs';
import { compactVerify, importJWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFlowFile } from '../../../src/core/record/flow-file.ts';
import { FAPI_PROFILE } from '../../fixtures/fapi-profile.ts';
import { run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

const CLIENT = ['--client-id', 'FAKE-client', '--redirect-uri', 'https://tpp.example/cb'];
const DETAILS = '{"type":"account_information","actions":["read"],"recurring":false}';

function fapi(change: object = {}): string[] {
  return ['--bank', temporary({ ...FAPI_PROFILE, ...change }), ...CLIENT];
}

/** The draft of a recorded flow. */
async function drafted(...args: string[]) {
  const file = temporary('');
  const { exitCode, complaints } = await run(['record', ...args, '--output', file]);
  if (exitCode !== 0) throw new Error(complaints);
  const read = readFlowFile(readFileSync(file, 'utf8'));
  const [first] = read.ok ? (read.value.flows[0]?.events ?? []) : [];
  if (first?.happening.kind !== 'started') throw new Error('no flow');
  return first.happening.plan.draft;
}

describe('what a bank demands', () => {
  it('is done unless the options say otherwise', async () => {
    expect(await drafted(...fapi())).toMatchObject({
      clientAuthentication: 'private_key_jwt',
      pushed: true,
      requestObject: true,
      dpop: true,
      resources: ['https://api.bank.example/accounts'],
      authorizationDetails: [{ type: 'account_information', values: {} }],
    });
  });

  it('is left out where the options say so', async () => {
    const draft = await drafted(...fapi(), '--no-par', '--no-jar', '--no-dpop');
    expect(draft).toMatchObject({ pushed: false, requestObject: false, dpop: false });
  });

  it('may be met by a certificate in place of a key', async () => {
    const draft = await drafted(...fapi(), '--client-auth', 'tls_client_auth');
    expect(draft).not.toHaveProperty('dpop');
  });

  it('is a matter of redirects, where it is about authorization requests', async () => {
    const credentials = { grants: { client_credentials: ['clientCredentials'] } };
    const draft = await drafted(...fapi(credentials), '--grant', 'client_credentials');
    expect(draft).not.toHaveProperty('pushed');
    expect(draft).not.toHaveProperty('requestObject');
    expect(draft).toMatchObject({ dpop: true });
  });
});

describe('at a bank that demands nothing', () => {
  const OIDC = ['--bank', 'oidc', ...CLIENT];

  it('nothing of it is done', async () => {
    const draft = await drafted(...OIDC);
    for (const name of ['pushed', 'requestObject', 'dpop', 'resources', 'authorizationDetails']) {
      expect(draft).not.toHaveProperty(name);
    }
  });

  it('it is done for who asks', async () => {
    const options = ['--par', '--jar', '--dpop', '--resource', 'https://a.example', '--resource'];
    expect(await drafted(...OIDC, ...options, 'https://b.example')).toMatchObject({
      pushed: true,
      requestObject: true,
      dpop: true,
      resources: ['https://a.example', 'https://b.example'],
    });
  });
});

describe('authorization details', () => {
  const WRITTEN = { type: 'account_information', values: { actions: 'read', recurring: 'false' } };

  it.each<[string, () => string]>([
    ['as JSON', () => DETAILS],
    ['as a list', () => `[${DETAILS}]`],
    ['from a file', () => temporary(DETAILS)],
  ])('are read %s, as the form has them', async (_how, given) => {
    const draft = await drafted(...fapi(), '--authorization-details', given());
    expect(draft.authorizationDetails).toEqual([WRITTEN]);
  });

  it('go out as they are, where the profile does not know them', async () => {
    const text = '[{"type":"payment_initiation","amount":{"currency":"EUR"}}]';
    const draft = await drafted(...fapi(), '--authorization-details', text);
    expect(draft).not.toHaveProperty('authorizationDetails');
    expect(draft.extra).toEqual([{ name: 'authorization_details', value: text }]);
  });

  it.each([
    ['no JSON', '{', 'is a JSON object or list'],
    ['a file that is not there', 'none.json', 'none.json cannot be read'],
    [
      'what the profile rules out',
      '{"type":"account_information","actions":["read"]}',
      'Authorization details account_information: recurring has to be there.',
    ],
  ])('are refused for %s', async (_what, given, sentence) => {
    const { exitCode, complaints } = await run([
      'record',
      ...fapi(),
      '--authorization-details',
      given,
    ]);
    expect(exitCode).toBe(2);
    expect(complaints).toContain(sentence);
  });
});

describe('a flow that is run again', () => {
  it('is changed by what the options say, and by nothing else', async () => {
    const file = temporary('');
    await run(['record', ...fapi(), '--output', file]);
    const { complaints } = await run(['run', file, '--no-dpop', '--authorization-details', '{']);
    expect(complaints).toContain('is a JSON object or list');
  });
});

describe('authorize-url', () => {
  let keyFile: string;
  let publicKey: Parameters<typeof importJWK>[0];

  beforeAll(async () => {
    const { json } = await runJson(['key', 'generate', '--alg', 'ES256']);
    keyFile = temporary(json);
    publicKey = (await runJson(['key', 'public', keyFile])).json.keys[0];
  });

  it('signs the request with the key that is given, and shows what it says', async () => {
    const args = ['authorize-url', ...fapi({ pushedRequests: 'supported' })];
    const { exitCode, json } = await runJson([...args, '--client-key', keyFile]);
    expect(json.findings).toEqual([]);
    expect(exitCode).toBe(0);
    const sent = new URL(json.url).searchParams;
    expect([...sent.keys()]).toEqual(['client_id', 'request']);
    const key = await importJWK(publicKey, 'ES256');
    const { payload, protectedHeader } = await compactVerify(sent.get('request') ?? '', key);
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(json.requestObject.claims);
    expect(protectedHeader).toEqual(json.requestObject.header);
    expect(json.requestObject.claims).toMatchObject({
      iss: 'FAKE-client',
      aud: 'https://login.bank.example',
      redirect_uri: 'https://tpp.example/cb',
      state: json.state,
      authorization_details: [{ type: 'account_information', recurring: true }],
      resource: 'https://api.bank.example/accounts',
    });
  });

  it('is judged as an object by lint, too', async () => {
    const profile = fapi({ pushedRequests: 'supported' });
    const { json } = await runJson(['authorize-url', ...profile, '--client-key', keyFile]);
    const judged = await runJson(['lint', json.url, ...profile.slice(0, 2)]);
    expect(judged.json.findings).toEqual([]);
  });

  it('says that the bank wants it pushed', async () => {
    const { exitCode, json } = await runJson(['authorize-url', ...fapi(), '--no-jar']);
    expect(exitCode).toBe(1);
    expect(json.findings.map(({ id }: { id: string }) => id)).toContain('AQ22');
  });
});
