import { beforeEach, describe, expect, it } from 'vitest';
import { flowFindings } from '../../../src/core/flow/flow-state.ts';
import type { Finding } from '../../../src/core/lint/finding.ts';
import { err, ok } from '../../../src/core/result.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { planFor, SECRETS } from './plans.ts';

const CALLBACK = 'http://app.localhost:8489/callback';
const TOKENS = {
  access_token: 'fakeaccesstoken0001',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'aisp',
  refresh_token: 'fakerefreshtoken0001',
};

const SCOPE_FINDING: Finding = {
  id: 'PS13',
  slug: 'op-scope-context',
  severity: 'error',
  actor: 'you',
  source: 'made up for a test',
  facts: ['aspspinformation', '0', '1', 'private, corporate'],
};

const ASK = { bank: 'Practice', onErrors: 'ask' } as const;

let effects: MemoryEffects;
let engine: FlowEngine;

beforeEach(() => {
  effects = new MemoryEffects();
  engine = new FlowEngine(effects);
});

/** Tests start many flows with the same made-up state, which the linter rightly minds. */
async function openFlow(profileId = 'practice-bpce-aisp'): Promise<string> {
  const options = { ...ASK, onErrors: 'send_anyway' } as const;
  const reply = await engine.startAuthorization(planFor(profileId), SECRETS, options);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  const { flowId, recordedUrl } = reply.value;
  await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: recordedUrl });
  return flowId;
}

async function captureCode(flowId: string, code = 'fakecode0001'): Promise<void> {
  const url = `${CALLBACK}?code=${code}&state=${SECRETS.state}`;
  await engine.acceptRedirect({ url, via: 'navigation' });
  expect((await engine.read(flowId))?.phase).toBe('code_captured');
}

async function flowWithTokens(): Promise<string> {
  const flowId = await openFlow();
  await captureCode(flowId);
  effects.bank = async () => ok(jsonAnswer(200, TOKENS, effects.nowMs));
  expect(await engine.exchangeCode(flowId, 'ask')).toEqual({ ok: true, value: { flowId } });
  return flowId;
}

describe('redirects', () => {
  it('captures the code of the flow whose state comes back', async () => {
    const flowId = await openFlow();
    await captureCode(flowId);
    expect((await engine.read(flowId))?.redirect?.code_use).toBe('unspent');
  });

  it.each([
    ['another state', `${CALLBACK}?code=fakecode0001&state=somebody-elses`, 'refused_by_us'],
    ['no state', `${CALLBACK}?code=fakecode0001`, 'refused_by_us'],
    ['an error', `${CALLBACK}?error=access_denied&state=${SECRETS.state}`, 'refused_by_bank'],
    ['another address', `http://other.localhost/callback?code=a&state=x`, 'awaiting_redirect'],
    ['the address as a prefix', `${CALLBACK}-two?code=a&state=x`, 'awaiting_redirect'],
    ['no answer in it', CALLBACK, 'awaiting_redirect'],
  ])('with %s in the redirect ends as it should', async (_what, url, phase) => {
    const flowId = await openFlow();
    await engine.acceptRedirect({ url, via: 'navigation' });
    expect((await engine.read(flowId))?.phase).toBe(phase);
    expect(effects.sent).toEqual([]);
  });

  it('counts one landing that the browser reports twice as one', async () => {
    const flowId = await openFlow();
    const other = await openFlow();
    const url = `${CALLBACK}?code=fakecode0001&state=${SECRETS.state}`;
    await engine.acceptRedirect({ url, via: 'navigation' });
    await engine.acceptRedirect({ url, via: 'failed_navigation' });
    const captures = effects.records.filter(
      ({ happening }) => happening.kind === 'redirect_captured',
    );
    expect(captures).toHaveLength(1);
    const phases = [await engine.read(flowId), await engine.read(other)].map((flow) => flow?.phase);
    expect(phases.toSorted()).toEqual(['awaiting_redirect', 'code_captured']);
  });

  it('reads what a form posted, and keeps the tab and the status of the bank’s answer', async () => {
    const flowId = await openFlow();
    const form = [
      { name: 'code', value: 'fakecode0001' },
      { name: 'state', value: SECRETS.state },
    ];
    await engine.acceptRedirect({ url: CALLBACK, via: 'form_post', tabId: 7, status: 200, form });
    const { redirect, phase } = (await engine.read(flowId)) ?? {};
    expect(phase).toBe('code_captured');
    expect(redirect).toMatchObject({ via: 'form_post', tabId: 7, status: 200 });
    expect(redirect?.response.form?.map(({ name }) => name)).toEqual(['code', 'state']);
    expect(JSON.stringify(effects.records)).not.toContain('fakecode0001');
  });

  const captures = () =>
    effects.records.filter(({ happening }) => happening.kind === 'redirect_captured');

  it('counts a landing that the app forwards with all its parameters as one', async () => {
    const flowId = await openFlow();
    await captureCode(flowId);
    const forwarded = `${CALLBACK}/?code=fakecode0001&state=${SECRETS.state}`;
    expect(await engine.acceptRedirect({ url: forwarded, via: 'navigation' })).toMatchObject({
      ok: true,
    });
    expect(captures()).toHaveLength(1);
  });

  it.each(['in memory', 'gone'])(
    'knows a reloaded second answer again when secrets are %s',
    async (where) => {
      const flowId = await openFlow();
      await captureCode(flowId, 'fakecode0001');
      await captureCode(flowId, 'fakecode0002');
      if (where === 'gone') effects.secrets.clear();
      await captureCode(flowId, 'fakecode0002');
      await captureCode(flowId, 'fakecode0001');
      expect(captures()).toHaveLength(2);
    },
  );

  it('takes an error without state again when it comes for the next try', async () => {
    const url = `${CALLBACK}?error=access_denied`;
    await openFlow();
    await engine.acceptRedirect({ url, via: 'bank_redirect' });
    await engine.acceptRedirect({ url, via: 'navigation' });
    effects.nowMs += 60_000;
    await openFlow();
    await engine.acceptRedirect({ url, via: 'navigation' });
    expect(captures()).toHaveLength(2);
  });

  it('finds the flow of a signed answer by the state in it, and hides the answer', async () => {
    const flowId = await openFlow();
    effects.nowMs += 1000;
    const newer = await openFlow();
    const other = effects.records.find(
      (event) => event.flowId === newer && event.happening.kind === 'started',
    );
    if (other?.happening.kind === 'started') other.happening.secrets = [];
    const claims = Buffer.from(JSON.stringify({ state: SECRETS.state, code: 'fakecode0001' }));
    const signed = `eyJhbGciOiJub25lIn0.${claims.toString('base64url')}.fakesignature`;
    await engine.acceptRedirect({ url: `${CALLBACK}?response=${signed}`, via: 'navigation' });
    const flow = await engine.read(flowId);
    expect(flow?.redirect?.verdict).toBe('refused');
    expect(flow?.redirect?.response.query[0]?.value).toMatch(/^\{\{captured#/);
    expect(JSON.stringify(effects.records)).not.toContain('fakesignature');
  });

  it('still takes the right answer after a wrong one was refused', async () => {
    const flowId = await openFlow();
    await engine.acceptRedirect({ url: `${CALLBACK}?code=x1y2z3&state=wrong`, via: 'navigation' });
    await captureCode(flowId);
  });

  it('keeps the first code when a second answer with the same state comes', async () => {
    const flowId = await openFlow();
    await captureCode(flowId, 'fakecode0001');
    const first = (await engine.read(flowId))?.redirect?.code?.id;
    await captureCode(flowId, 'fakecode0002');
    expect((await engine.read(flowId))?.redirect?.code?.id).toBe(first);
  });

  it('judges a pasted address even when it fits nothing', async () => {
    const flowId = await openFlow();
    const url = 'https://tpp.example/elsewhere?code=fakecode0001&state=x';
    await engine.acceptRedirect({ url, via: 'pasted', flowId });
    const flow = await engine.read(flowId);
    expect(flow?.phase).toBe('refused_by_us');
    expect(flow?.redirect?.findings.map(({ id }) => id)).toContain('AP01');
  });

  it('is told from a forged one by its fingerprint when the state is no longer in memory', async () => {
    const flowId = await openFlow();
    effects.secrets.clear();
    await engine.acceptRedirect({ url: `${CALLBACK}?code=fakecode0009`, via: 'navigation' });
    await engine.acceptRedirect({
      url: `${CALLBACK}?code=fakecode0009&state=x`,
      via: 'navigation',
    });
    expect((await engine.read(flowId))?.phase).toBe('refused_by_us');
    await captureCode(flowId);
  });

  it('of the app under test, reported twice, does not end a second flow as well', async () => {
    const flows = [await openFlow(), await openFlow()];
    for (const via of ['navigation', 'failed_navigation', 'navigation'] as const) {
      await engine.acceptRedirect({ url: `${CALLBACK}?code=of-the-app&state=of-the-app`, via });
    }
    const phases = await Promise.all(flows.map(async (id) => (await engine.read(id))?.phase));
    expect(phases.toSorted()).toEqual(['awaiting_redirect', 'refused_by_us']);
  });

  it('that a tab is found to stand at is taken by the flow with its state alone', async () => {
    const flowId = await openFlow();
    const foreign = `${CALLBACK}?code=fakecode0009&state=of-another-day`;
    const refused = await engine.acceptRedirect({
      url: foreign,
      via: 'navigation',
      standing: true,
    });
    expect(refused).toEqual({ ok: false, error: { kind: 'no_such_flow' } });
    expect((await engine.read(flowId))?.phase).toBe('awaiting_redirect');
    const url = `${CALLBACK}?code=fakecode0001&state=${SECRETS.state}`;
    await engine.acceptRedirect({ url, via: 'navigation', tabId: 7, standing: true });
    expect((await engine.read(flowId))?.phase).toBe('code_captured');
  });

  it("is nobody's when its flow was abandoned", async () => {
    const flowId = await openFlow();
    const other = await openFlow();
    await effects.journal.append(other, { kind: 'abandoned' });
    await engine.abandon(flowId);
    const url = `${CALLBACK}?code=fakecode0001&state=${SECRETS.state}`;
    await engine.acceptRedirect({ url, via: 'navigation' });
    expect((await engine.read(flowId))?.phase).toBe('abandoned');
  });

  it('says that pasted text is no URL', async () => {
    const flowId = await openFlow();
    expect(await engine.acceptRedirect({ url: 'nonsense', via: 'pasted', flowId })).toEqual({
      ok: false,
      error: { kind: 'not_a_url' },
    });
  });
});

describe('exchange', () => {
  it('sends the code once, without scope, and receives tokens', async () => {
    const flowId = await flowWithTokens();
    expect(effects.sent).toHaveLength(1);
    const names = effects.sent[0]?.parameters.map(({ name }) => name);
    expect(names).toEqual(['grant_type', 'client_id', 'code', 'redirect_uri']);
    const flow = await engine.read(flowId);
    expect(flow?.phase).toBe('tokens_received');
    expect(flow?.tokens.map(({ kind }) => kind)).toEqual(['access_token', 'refresh_token']);
  });

  it('commits "prepared" and "sent" before a byte leaves', async () => {
    const flowId = await openFlow();
    await captureCode(flowId);
    let before: string[] = [];
    effects.bank = async () => {
      before = effects.records.map(({ happening }) => happening.kind);
      return ok(jsonAnswer(200, TOKENS, effects.nowMs));
    };
    await engine.exchangeCode(flowId, 'ask');
    expect(before.slice(-2)).toEqual(['call_prepared', 'call_sent']);
  });

  it('sends once when two panels ask at the same time, and never again later', async () => {
    const flowId = await openFlow();
    await captureCode(flowId);
    effects.bank = async () => ok(jsonAnswer(400, { error: 'invalid_grant' }, effects.nowMs));
    const replies = await Promise.all([
      engine.exchangeCode(flowId, 'ask'),
      engine.exchangeCode(flowId, 'ask'),
    ]);
    const refusals = replies.flatMap((reply) => (reply.ok ? [] : [reply.error.kind]));
    expect(refusals).toEqual(['call_under_way']);
    expect(await engine.exchangeCode(flowId, 'ask')).toMatchObject({
      error: { kind: 'already_sent' },
    });
    expect(effects.sent).toHaveLength(1);
  });

  it('sends nothing for a refused redirect', async () => {
    const flowId = await openFlow();
    await engine.acceptRedirect({ url: `${CALLBACK}?code=x1y2z3&state=wrong`, via: 'navigation' });
    expect(await engine.exchangeCode(flowId, 'ask')).toMatchObject({
      error: { kind: 'nothing_to_send' },
    });
    expect(effects.sent).toEqual([]);
  });

  it('lets the code be sent again only when the request never left', async () => {
    const flowId = await openFlow();
    await captureCode(flowId);
    const refused = { kind: 'network', reason: 'net::ERR_CONNECTION_REFUSED', host: 'b' } as const;
    effects.bank = async () => err(refused);
    await engine.exchangeCode(flowId, 'ask');
    expect((await engine.read(flowId))?.phase).toBe('failed');
    const reset = { kind: 'network', reason: 'net::ERR_EMPTY_RESPONSE', host: 'b' } as const;
    effects.bank = async () => err(reset);
    expect((await engine.exchangeCode(flowId, 'ask')).ok).toBe(true);
    expect((await engine.read(flowId))?.phase).toBe('outcome_unknown');
    expect(await engine.exchangeCode(flowId, 'ask')).toMatchObject({
      error: { kind: 'already_sent' },
    });
  });

  it('can be cancelled, and then nobody knows what the bank made of it', async () => {
    const flowId = await openFlow();
    await captureCode(flowId);
    let exchange: Promise<unknown> = Promise.resolve();
    await new Promise<void>((underWay) => {
      effects.bank = (_request, cancelled) =>
        new Promise((resolve) => {
          cancelled.addEventListener('abort', () => resolve(err({ kind: 'cancelled' })));
          underWay();
        });
      exchange = engine.exchangeCode(flowId, 'ask');
    });
    engine.cancel(flowId);
    await exchange;
    expect((await engine.read(flowId))?.phase).toBe('outcome_unknown');
  });

  it('asks before sending what the linter calls an error, and sends when told to', async () => {
    const plan = planFor('practice-open-payments', { scope: 'aspspinformation' });
    const findings = [SCOPE_FINDING];
    const reply = await engine.requestToken(plan, 'fake-secret', { ...ASK, findings });
    expect(reply).toMatchObject({
      ok: false,
      error: { kind: 'has_errors', findings: expect.arrayContaining(findings) },
    });
    expect(effects.records).toEqual([]);
    const anyway = { bank: 'Practice', findings, onErrors: 'send_anyway' } as const;
    const insisted = await engine.requestToken(plan, 'fake-secret', anyway);
    if (!insisted.ok) throw new Error(JSON.stringify(insisted.error));
    await insisted.value.answered;
    expect(effects.sent).toHaveLength(1);
    const flow = await engine.read(insisted.value.flowId);
    expect(flow && flowFindings(flow).filter(({ id }) => id === 'PS13')).toEqual(findings);
  });

  it('records an answer that came, even when reading it fails', async () => {
    const flowId = await openFlow();
    await captureCode(flowId);
    effects.bank = async () => ok(jsonAnswer(200, TOKENS, effects.nowMs));
    const put = effects.vault.put;
    effects.vault.put = async (id, kind, value) => {
      if (kind === 'access_token') throw new Error('the vault is full');
      return put(id, kind, value);
    };
    await expect(engine.exchangeCode(flowId, 'ask')).rejects.toThrow('full');
    expect((await engine.read(flowId))?.phase).toBe('failed');
    expect(JSON.stringify(effects.records)).not.toContain(TOKENS.access_token);
  });

  it('survives an answer with more levels than a parser can hold', async () => {
    const flowId = await openFlow();
    await captureCode(flowId);
    const body = '['.repeat(200_000);
    const bytes = new TextEncoder().encode(body);
    const { answer } = jsonAnswer(200, {}, effects.nowMs);
    effects.bank = async () => ok({ answer: { ...answer, body, bytes: bytes.length }, bytes });
    await engine.exchangeCode(flowId, 'ask');
    expect((await engine.read(flowId))?.phase).toBe('failed');
  });

  it('cannot be called unsent while it is under way', async () => {
    const flowId = await openFlow();
    await captureCode(flowId);
    let discarded: unknown;
    effects.bank = async () => {
      discarded = await engine.discardCode(flowId);
      return ok(jsonAnswer(200, TOKENS, effects.nowMs));
    };
    await engine.exchangeCode(flowId, 'ask');
    expect(discarded).toMatchObject({ error: { kind: 'call_under_way' } });
    expect(await engine.discardCode(flowId)).toMatchObject({ error: { kind: 'nothing_to_send' } });
    expect((await engine.read(flowId))?.phase).toBe('tokens_received');
  });

  it('is stopped when the challenge that went out is not that of the verifier', async () => {
    const edits = { code_challenge: 'fake-challenge-0123456789012345678901234567' };
    const plan = planFor('practice-oidc', { edits });
    const reply = await engine.startAuthorization(plan, SECRETS, {
      bank: 'P',
      onErrors: 'send_anyway',
    });
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    const { flowId, recordedUrl } = reply.value;
    await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: recordedUrl });
    const iss = encodeURIComponent('http://oidc.localhost:8489');
    const url = `${CALLBACK}?code=fakecode0001&state=${SECRETS.state}&iss=${iss}`;
    await engine.acceptRedirect({ url, via: 'navigation' });
    const refused = await engine.exchangeCode(flowId, 'ask');
    expect(refused).toMatchObject({ error: { kind: 'has_errors' } });
    expect(JSON.stringify(refused)).toContain('TQ08');
  });

  it('says when the code is no longer in memory', async () => {
    const flowId = await openFlow();
    await captureCode(flowId);
    effects.secrets.clear();
    expect(await engine.exchangeCode(flowId, 'ask')).toMatchObject({
      error: { kind: 'secret_gone' },
    });
  });

  it('refuses plain http to anything but loopback', async () => {
    const plan = planFor('oidc', {
      variables: { authorizationUrl: 'http://bank.example/authorize' },
    });
    const reply = await engine.startAuthorization(plan, SECRETS, {
      bank: 'Server',
      onErrors: 'send_anyway',
    });
    expect(reply).toMatchObject({ error: { kind: 'plain_http', host: 'bank.example' } });
  });
});

describe('renewal and use', () => {
  it('replaces the access token and keeps a refresh token that comes back unchanged', async () => {
    const flowId = await flowWithTokens();
    const next = { ...TOKENS, access_token: 'fakeaccesstoken0002' };
    effects.bank = async () => ok(jsonAnswer(200, next, effects.nowMs));
    await engine.refresh(flowId);
    const tokens = (await engine.read(flowId))?.tokens.map(({ kind, replaced }) => [
      kind,
      replaced,
    ]);
    expect(tokens).toEqual([
      ['access_token', true],
      ['refresh_token', false],
      ['access_token', false],
    ]);
  });

  it('does not repeat a refresh whose answer could not be read', async () => {
    const flowId = await flowWithTokens();
    effects.bank = async () => ok(jsonAnswer(200, 'cut short', effects.nowMs));
    await engine.refresh(flowId);
    expect(await engine.refresh(flowId)).toMatchObject({ error: { kind: 'already_sent' } });
  });

  it('takes the new lifetime of an access token that comes again', async () => {
    const flowId = await flowWithTokens();
    effects.nowMs += 3_000_000;
    effects.bank = async () => ok(jsonAnswer(200, TOKENS, effects.nowMs));
    await engine.refresh(flowId);
    const current = (await engine.read(flowId))?.tokens.findLast(({ replaced }) => !replaced);
    expect(current).toMatchObject({ kind: 'access_token', receivedAtMs: effects.nowMs });
  });

  it('does not repeat a refresh whose outcome is unknown', async () => {
    const flowId = await flowWithTokens();
    effects.bank = async () => err({ kind: 'too_slow', afterMs: 20_000 });
    await engine.refresh(flowId);
    expect(await engine.refresh(flowId)).toMatchObject({ error: { kind: 'already_sent' } });
    expect((await engine.read(flowId))?.phase).toBe('tokens_received');
  });

  it('tries a replaced access token on the API and explains the 401', async () => {
    const flowId = await flowWithTokens();
    const old = (await engine.read(flowId))?.tokens[0]?.secret.id ?? '';
    effects.bank = async () => ok(jsonAnswer(401, { error: 'invalid_token' }, effects.nowMs));
    await engine.callApi(flowId, 'accounts', old, 'ask');
    const call = (await engine.read(flowId))?.calls.at(-1);
    expect(call?.outcome).toBe('api_refused');
    expect(call?.findings.map(({ id }) => id)).toContain('PS07');
  });
});

describe('records', () => {
  it('hold no secret value, whatever was sent and answered', async () => {
    const flowId = await flowWithTokens();
    await engine.refresh(flowId);
    const text = JSON.stringify(effects.records);
    for (const { value } of effects.secrets.values()) expect(text).not.toContain(value);
    expect(text).toContain('{{access_token#');
  });

  it('hold no secret that a person typed among the parameters, nor one inside a claim', async () => {
    const inner = 'eyJhbGciOiJub25lIn0.eyJmYWtlIjoidG9rZW4ifQ.';
    const claims = Buffer.from(JSON.stringify({ inner })).toString('base64url');
    const plan = planFor('practice-bpce-aisp', {
      extra: [{ name: 'client_secret', value: 'typed-by-hand' }],
      edits: { code: 'typed-too' },
      resources: ['https://api.example/?access_token=typed-in-address'],
      authorizationDetails: [{ type: 'made-up', values: { token: inner } }],
    });
    const reply = await engine.startAuthorization(plan, SECRETS, {
      bank: 'P',
      onErrors: 'send_anyway',
    });
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    const { flowId, recordedUrl } = reply.value;
    await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: recordedUrl });
    await captureCode(flowId);
    const access_token = `eyJhbGciOiJSUzI1NiJ9.${claims}.ZmFrZQ`;
    effects.bank = async () => ok(jsonAnswer(200, { ...TOKENS, access_token }, effects.nowMs));
    await engine.exchangeCode(flowId, 'send_anyway');
    const text = JSON.stringify(effects.records);
    expect((await engine.read(flowId))?.tokens[0]?.jwt?.header).toEqual({ alg: 'RS256' });
    for (const secret of ['typed-by-hand', 'typed-too', 'typed-in-address', inner]) {
      expect(text).not.toContain(secret);
    }
  });

  it('close what a killed worker left open, and never send it again', async () => {
    const flowId = await openFlow();
    await captureCode(flowId);
    const uses = (await engine.read(flowId))?.redirect?.code?.id ?? '';
    await effects.journal.append(flowId, {
      kind: 'call_prepared',
      callId: 'lost',
      purpose: 'exchange',
      name: 'exchange',
      request: { method: 'POST', url: 'http://bank', headers: [], parameters: [] },
      findings: [],
      uses,
    });
    await effects.journal.append(flowId, { kind: 'call_sent', callId: 'lost' });
    const reborn = new FlowEngine(effects);
    await reborn.recover();
    expect((await reborn.read(flowId))?.phase).toBe('outcome_unknown');
    expect(await reborn.exchangeCode(flowId, 'ask')).toMatchObject({
      error: { kind: 'already_sent' },
    });
    expect(effects.sent).toEqual([]);
  });
});
