import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { english } from '../../../../src/cli/english.ts';
import { exportFlow, exportFormats } from '../../../../src/core/export/export-flow.ts';
import { flowScript } from '../../../../src/core/export/flow-script.ts';
import { openValues } from '../../../../src/core/export/open-values.ts';
import { recordedSecrets } from '../../../../src/core/export/recorded-secrets.ts';
import { scriptValues } from '../../../../src/core/export/script-values.ts';
import type { FlowEvent } from '../../../../src/core/flow/flow-event.ts';
import { secretMark } from '../../../../src/core/flow/secret.ts';
import { openIdBasicClient } from '../../../practice-bank/clients.ts';
import { type PracticeBank, startPracticeBank } from '../../../practice-bank/practice-bank.ts';
import { decide } from '../../practice-bank/openid-user.ts';
import { practicePlan, type Recording, recordCodeFlow, SECRETS } from './record-flow.ts';

const CONTEXT = { say: english, version: '0.1.0' };

let bank: PracticeBank;
/** a consent before the redirect, PKCE, and a refresh */
let consent: Recording;
/** a client that proves itself in a header */
let basic: Recording;

beforeAll(async () => {
  bank = await startPracticeBank();
  const after = { refresh: true, calls: ['accounts'] };
  consent = await recordCodeFlow(bank, practicePlan(bank, 'practice-nextgenpsd2'), after);
  const plan = practicePlan(bank, 'practice-oidc', {
    clientId: openIdBasicClient.client_id,
    clientAuthentication: 'client_secret_basic',
    pkce: true,
  });
  const approve = async (url: string) => (await decide(url, 'approve')).href;
  const secrets = { ...SECRETS, clientSecret: openIdBasicClient.client_secret };
  basic = await recordCodeFlow(bank, plan, { approve, refresh: true }, secrets);
});
afterAll(() => bank.close());

describe('a recorded flow as a script', () => {
  it('has its requests in order, each with a name of its own', () => {
    const names = flowScript(consent.record).steps.map((step) =>
      step.kind === 'call' ? step.name : step.kind,
    );
    expect(names).toEqual([
      'createConsent',
      'readMetadata',
      'authorization',
      'exchange',
      'accounts',
      'refresh',
      'accounts_2',
    ]);
  });

  it('knows where each variable comes from, and gives a second of its kind a number', () => {
    const sources = flowScript(consent.record).variables.map(
      ({ name, source }) => `${name}: ${source.kind === 'answer' ? source.call : source.kind}`,
    );
    expect(sources).toEqual([
      'consent_id: createConsent',
      'sca_oauth: createConsent',
      'authorization_url: readMetadata',
      'token_url: readMetadata',
      'state: fresh',
      'authorization_code: redirect',
      'code_verifier: fresh',
      'access_token: exchange',
      'refresh_token: exchange',
      'access_token_2: refresh',
      'code_challenge: challenge',
    ]);
  });

  it('puts what an answer brought into every later request, and nowhere before', () => {
    const { steps } = flowScript(consent.record);
    const uses = steps.flatMap((step) => {
      const has = JSON.stringify(step.request).includes('"variable":"consent_id"');
      return has ? [step.kind === 'call' ? step.name : step.kind] : [];
    });
    expect(uses).toEqual(['authorization', 'accounts', 'accounts_2']);
  });

  it('makes credentials for a header as they were sent', () => {
    const script = flowScript(basic.record);
    const sent = basic.effects.sent
      .flatMap(({ headers }) => headers)
      .find(([, value]) => value.startsWith('Basic '))?.[1];
    const values = scriptValues(script, basic.secrets);
    expect(`Basic ${values.get('basic_credentials')}`).toBe(sent);
    expect(script.variables.filter(({ source }) => source.kind === 'basic')).toHaveLength(1);
  });
});

describe('the values of a flow with secrets', () => {
  it('are those that its record refers to', () => {
    const marks = recordedSecrets(basic.record).map(secretMark);
    const { variables } = flowScript(basic.record);
    const missing = variables.filter(
      ({ mark, source }) => !marks.includes(mark) && !['basic', 'challenge'].includes(source.kind),
    );
    expect(missing).toEqual([]);
  });

  it('that are gone are named', () => {
    expect(openValues(basic.record, basic.secrets)).toEqual([]);
    const left = new Map([...basic.secrets].filter(([mark]) => !/verifier|secret/.test(mark)));
    expect(openValues(basic.record, left)).toEqual(['basic_credentials', 'code_verifier']);
  });

  it('are one string in a JSON body, whatever is in them', async () => {
    const clientSecret = 'a "quoted" \\ secret';
    const plan = practicePlan(bank, 'practice-json-token', {
      clientAuthentication: 'client_secret_post',
    });
    const { record, secrets } = await recordCodeFlow(bank, plan, {}, { ...SECRETS, clientSecret });
    const [file] = exportFlow(record, 'postman', { ...CONTEXT, secrets });
    const { raw } = JSON.parse(file?.text ?? '').item.at(-1).request.body;
    expect(JSON.parse(raw)).toMatchObject({ client_secret: clientSecret });
    const [without] = exportFlow(record, 'postman', CONTEXT);
    expect(without?.text).toContain('{{client_secret}}');
  });

  it('stand in an HTTP archive as they were sent', () => {
    const [file] = exportFlow(basic.record, 'har', { ...CONTEXT, secrets: basic.secrets });
    const { entries } = JSON.parse(file?.text ?? '').log;
    const sent = basic.effects.sent.map(({ url, headers, body }) => ({ url, headers, body }));
    const archived = entries.slice(1).map(({ request }: (typeof entries)[number]) => ({
      url: request.url,
      headers: request.headers.map(({ name, value }: Record<string, string>) => [name, value]),
      body: request.postData?.text,
    }));
    expect(archived).toEqual(sent);
  });
});

it.each(exportFormats)('a flow that was only started can be written: %s', (format) => {
  const events = consent.record.events.slice(0, 1) as FlowEvent[];
  const files = exportFlow({ flowId: consent.flowId, events }, format, CONTEXT);
  expect(files.every(({ text }) => text.length > 0)).toBe(true);
});
