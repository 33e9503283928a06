import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSigningKey, type SigningKey } from '../../../src/cli/node/client-keys.ts';
import { nodeEffects } from '../../../src/cli/node/node-effects.ts';
import { nodeFetch } from '../../../src/cli/node/node-fetch.ts';
import type { RequestDraft } from '../../../src/core/oauth/request-draft.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { openedHappening } from '../../../src/engine/open-request.ts';
import { fapiClientKeys, openIdKeyClient } from '../../practice-bank/clients.ts';
import { startPracticeBank } from '../../practice-bank/practice-bank.ts';
import type { BankOverTls } from '../practice-bank/fapi-user.ts';
import { send } from '../practice-bank/local-client.ts';
import { decide } from '../practice-bank/openid-user.ts';
import { planFor } from './plans.ts';

let bank: BankOverTls;
let key: SigningKey;
beforeAll(async () => {
  bank = await startPracticeBank({ tls: true });
  const { ecPrivateKey } = await fapiClientKeys();
  const read = await readSigningKey(ecPrivateKey, { id: 'client-key', kid: openIdKeyClient.kid });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  key = read.value;
});
afterAll(() => bank.close());
beforeEach(() => bank.control.reset());

const ASK = { bank: 'Practice', onErrors: 'ask' } as const;
const SECRETS = {
  clientSecret: '',
  state: 'fake-state-0123456789012345678901234567890x',
  nonce: 'FAKE-nonce-0123456789',
  codeVerifier: 'fake-verifier-90123456789012345678901234567890',
};

/** A FAPI bank of oidc-provider, asked by an engine over https. */
function atBank(id: string, change: Partial<RequestDraft> = {}) {
  const { tlsPort } = bank.tls.ports;
  const ca = bank.tls.authority.certificatePem;
  const effects = nodeEffects({
    clock: { nowMs: Date.now },
    network: nodeFetch({ ca }, {}),
    keys: [key],
  });
  const plan = planFor(id, {
    variables: { practiceTlsPort: String(tlsPort) },
    clientAuthentication: 'private_key_jwt',
    clientKey: key.known,
    redirectUri: `https://app.localhost:${tlsPort}/callback`,
    ...change,
  });
  const engine = new FlowEngine(effects);
  return { effects, engine, plan, tls: { ca } };
}

async function opened(at: ReturnType<typeof atBank>) {
  const reply = await at.engine.startAuthorization(at.plan, SECRETS, ASK);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  await at.effects.journal.append(reply.value.flowId, openedHappening(reply.value, 'new_tab'));
  return reply.value;
}

describe('a bank that takes pushed requests alone', () => {
  it.each([
    ['as parameters', false],
    ['as a signed object', true],
  ])('knows a request that was pushed %s', async (_how, requestObject) => {
    const at = atBank('practice-fapi2', { requestObject });
    const { url } = await opened(at);
    expect([...new URL(url).searchParams.keys()]).toEqual(['client_id', 'request_uri']);
    const redirect = await decide(url, 'approve', at.tls);
    expect(redirect.searchParams.get('state')).toBe(SECRETS.state);
    expect(redirect.searchParams.get('code')).toMatch(/^[\w-]{20,}$/);
  });

  it('gives a new reference for the same flow, and the old one is never opened', async () => {
    const at = atBank('practice-fapi2');
    const { flowId, url } = await opened(at);
    expect(await at.engine.openLater(flowId, { onErrors: 'send_anyway' })).toMatchObject({
      error: { kind: 'has_errors', findings: [{ id: 'AQ23' }] },
    });
    expect(await at.engine.push(flowId, 'ask')).toMatchObject({ ok: true });
    const again = await at.engine.openLater(flowId, { onErrors: 'ask' });
    if (!again.ok) throw new Error(JSON.stringify(again.error));
    expect(again.value.url).not.toBe(url);
    const redirect = await decide(again.value.url, 'approve', at.tls);
    expect(redirect.searchParams.get('state')).toBe(SECRETS.state);
  });

  it.each<[string, Partial<RequestDraft>, string]>([
    [
      'a wrong aud',
      { extra: [{ name: 'aud', value: 'https://other.example' }] },
      'invalid_request_object',
    ],
    ['an end that is over', { extra: [{ name: 'exp', value: '1' }] }, 'invalid_request_object'],
    ['another iss', { extra: [{ name: 'iss', value: 'somebody' }] }, 'invalid_request_object'],
  ])('refuses an object with %s, which is said before and after', async (_what, change, error) => {
    const at = atBank('practice-fapi2', { ...change, requestObject: true });
    expect(await at.engine.startAuthorization(at.plan, SECRETS, ASK)).toMatchObject({
      error: { kind: 'has_errors', findings: [{ id: 'AQ24' }] },
    });
    const anyway = { ...ASK, onErrors: 'send_anyway' as const };
    const reply = await at.engine.startAuthorization(at.plan, SECRETS, anyway);
    if (reply.ok || reply.error.kind !== 'push_failed') throw new Error(JSON.stringify(reply));
    const flow = await at.engine.read(reply.error.flowId);
    expect(flow).toMatchObject({ phase: 'refused_by_bank', calls: [{ outcome: 'error' }] });
    expect(flow?.calls[0]?.findings).toContainEqual(
      expect.objectContaining({ id: 'TE01', facts: expect.arrayContaining([error]) }),
    );
  });
});

describe('a bank whose request names a consent', () => {
  it('knows it by the signed object', async () => {
    const at = atBank('practice-fapi1');
    const started = await at.engine.startSteps(at.plan, SECRETS, ASK);
    const flowId = started.ok ? started.value.flowId : '';
    for (const name of ['clientCredentials', 'createConsent']) {
      expect(await at.engine.runStep(flowId, name)).toMatchObject({ ok: true });
    }
    const flow = await at.engine.read(flowId);
    const { consentId } = flow?.captured ?? {};
    const reply = await at.engine.openLater(flowId, ASK);
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    const { claims } = reply.value.requestObject ?? {};
    expect(claims?.claims).toMatchObject({
      id_token: { openbanking_intent_id: { value: consentId, essential: true } },
    });
    const redirect = await decide(reply.value.url, 'approve', at.tls);
    expect(redirect.searchParams.get('response')).toMatch(/^eyJ/);
  });

  it('refuses one that names another', async () => {
    const at = atBank('practice-fapi1', {
      edits: { 'claims.id_token.openbanking_intent_id.value': 'made-up' },
    });
    const { url } = await opened(at);
    const page = await send(url, { tls: at.tls });
    const answer = new URL(page.headers.location ?? '').searchParams.get('response') ?? '';
    expect(decodeJwt(answer)).toMatchObject({ error: 'invalid_request', state: SECRETS.state });
  });
});
