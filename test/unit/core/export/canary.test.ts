import { sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { english } from '../../../../src/cli/english.ts';
import { exportFlow, exportFormats } from '../../../../src/core/export/export-flow.ts';
import { currentToken } from '../../../../src/core/flow/flow-state.ts';
import { writeFlowFile } from '../../../../src/core/record/flow-file.ts';
import { findSecrets, formNames, writeForm } from '../../../fixtures/written-forms.ts';
import { openIdBasicClient, openIdKeyClient } from '../../../practice-bank/clients.ts';
import { type PracticeBank, startPracticeBank } from '../../../practice-bank/practice-bank.ts';
import { decide } from '../../practice-bank/openid-user.ts';
import {
  done,
  practiceEffects,
  practicePlan,
  type Recording,
  recordCodeFlow,
  recordingOf,
  SECRETS,
} from './record-flow.ts';

const CONTEXT = { say: english, version: '0.1.0' };
const COOKIES = {
  'Cookie of a request': 'FAKE+cookie/0123456789==',
  'Set-Cookie of an answer': 'FAKE+set+cookie/0123456789==',
};

let bank: PracticeBank;
/** what may stand nowhere, by its name */
const planted: Record<string, string> = { ...COOKIES };
const recordings: Recording[] = [];

beforeAll(async () => {
  bank = await startPracticeBank();
  await plantBasicFlow();
  await plantKeyFlow();
});
afterAll(() => bank.close());

const approve = async (url: string) => (await decide(url, 'approve')).href;

/** A client whose secret has every character that matters, and whose secrets turn up where they should not. */
async function plantBasicFlow(): Promise<void> {
  const effects = practiceEffects();
  const plan = practicePlan(bank, 'practice-oidc', {
    clientId: openIdBasicClient.client_id,
    clientAuthentication: 'client_secret_basic',
    scope: 'openid offline_access accounts',
    pkce: true,
  });
  const { client_secret } = openIdBasicClient;
  const secrets = { ...SECRETS, state: 'FAKE state+/=&?0123456789', clientSecret: client_secret };
  const { flowId, engine } = await recordCodeFlow(bank, plan, { approve }, secrets, effects);
  const kept = (kind: string) =>
    [...effects.secrets.values()].findLast(({ reference }) => reference.kind === kind)?.value ?? '';
  const [code, access] = [kept('authorization_code'), kept('access_token')];
  Object.assign(planted, {
    'client secret': client_secret,
    state: secrets.state,
    verifier: secrets.codeVerifier,
    code,
    'access token': access,
    'refresh token': kept('refresh_token'),
    'ID token': kept('id_token'),
    'Basic header': sentHeader(effects, 'Authorization', /^Basic /),
  });

  // The bank quotes its own secrets back, in an introspection answer and in the headers of another.
  bank.control.faults({
    path: '/token/introspection',
    kind: 'set-json',
    json: { token: access, note: `asked with ${client_secret}`, code },
    times: 1,
  });
  const flow = await engine.read(flowId);
  const token = flow && currentToken(flow, 'access_token');
  done(await engine.askTokenStatus(flowId, 'introspection', token?.secret.id ?? ''));
  const nested = `https://app.example/cb?code=${encodeURIComponent(code)}&s=${encodeURIComponent(client_secret)}`;
  bank.control.faults({
    path: '/api/accounts',
    kind: 'status',
    status: 400,
    headers: {
      'set-cookie': `session=${COOKIES['Set-Cookie of an answer']}; Path=/; HttpOnly`,
      'x-next': `https://bank.example/?next=${encodeURIComponent(nested)}`,
    },
    body: `<p title="${writeForm('HTML entities', client_secret)}">${encodeURIComponent(encodeURIComponent(secrets.state))}</p>`,
    contentType: 'text/html',
    times: 1,
  });
  const edit = {
    url: `/api/accounts?next=${encodeURIComponent(nested)}`,
    headers: [
      ['Referer', nested],
      ['Cookie', `session=${COOKIES['Cookie of a request']}; other=1`],
    ] as [string, string][],
  };
  const name = plan.profile.calls[0] ?? '';
  done(await engine.callApi(flowId, name, token?.secret.id ?? '', 'send_anyway', edit));
  done(await engine.refresh(flowId));
  Object.assign(planted, {
    'renewed access token': kept('access_token'),
    'renewed refresh token': kept('refresh_token'),
  });
  recordings.push(await recordingOf(effects, engine, flowId));
}

/** A client that signs. */
async function plantKeyFlow(): Promise<void> {
  const effects = practiceEffects();
  // An assertion lives for a minute by the bank's clock.
  effects.nowMs = Date.now();
  const { privateKey, kid, client_id } = openIdKeyClient;
  const signing = Object.assign(effects, {
    sign: async (_id: string, _alg: string, bytes: Uint8Array) =>
      new Uint8Array(sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
  });
  const plan = practicePlan(bank, 'practice-private-key', {
    clientId: client_id,
    clientAuthentication: 'private_key_jwt',
    clientKey: { id: 'key-1', algorithms: ['ES256'], kid },
    pkce: true,
  });
  recordings.push(await recordCodeFlow(bank, plan, { approve, refresh: true }, SECRETS, signing));
  const assertions = [...effects.secrets.values()]
    .filter(({ reference }) => reference.kind === 'client_assertion')
    .map(({ value }) => value);
  Object.assign(planted, {
    assertion: assertions[0],
    'signature of the last assertion': assertions.at(-1)?.split('.')[2],
    'private key': privateKey.split('\n')[1],
  });
}

function sentHeader({ sent }: Recording['effects'], name: string, scheme: RegExp): string {
  const values = sent.flatMap(({ headers }) =>
    headers.filter(([own]) => own === name).map(([, value]) => value),
  );
  return values.find((value) => scheme.test(value))?.replace(scheme, '') ?? '';
}

describe('fourteen secrets and more, planted in two flows', () => {
  it('are all there to be found', () => {
    expect(Object.keys(planted).length).toBeGreaterThanOrEqual(14);
    for (const [name, value] of Object.entries(planted))
      expect([name, value.length > 12]).toEqual([name, true]);
    const phases = recordings.map(({ record }) => record.events.at(-1)?.happening);
    expect(phases).toMatchObject([{ outcome: 'tokens' }, { outcome: 'tokens' }]);
  });

  it('stand in no record file, in no form', () => {
    expect(findSecrets(writeFlowFile(recordings.map(({ record }) => record)), planted)).toEqual([]);
  });

  it.each(exportFormats)('stand in no export, in no form: %s', (format) => {
    const files = recordings.flatMap(({ record }) => exportFlow(record, format, CONTEXT));
    const text = files.map((file) => `${file.name}\n${file.text}`).join('\n');
    expect(text.length).toBeGreaterThan(500);
    expect(findSecrets(text, planted)).toEqual([]);
  });

  it.each(formNames)('are found by the search when planted: %s', (form) => {
    for (const [name, value] of Object.entries(planted)) {
      const text = `before ${writeForm(form, value)} after`;
      expect(findSecrets(text, { [name]: value })).toContain(`${name}, ${form}`);
    }
  });
});
