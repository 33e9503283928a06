import { beforeEach, describe, expect, it } from 'vitest';
import { flowSteps } from '../../../src/core/flow/step-status.ts';
import type { HttpRequest } from '../../../src/core/oauth/http-message.ts';
import { err, ok } from '../../../src/core/result.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { planFor, SECRETS } from './plans.ts';

const CALLBACK = 'http://app.localhost:8489/callback';
const PROFILE = 'practice-open-payments-aisp';
const OPTIONS = { bank: 'Practice', onErrors: 'ask' } as const;
const WITH_SECRET = { ...SECRETS, clientSecret: 'fake-client-secret' };
const TEMPLATE =
  'http://openpayments.localhost:8489/connect/authorize?client_id=[CLIENT_ID]&scope=accountinformation%20private' +
  '&response_type=code&redirect_uri=[TPP_REDIRECT_URI]&state=[TPP_STATE]&acr_values=idp:PRACSES1%20consentId:c-1%20consentAuthorisationId:a-1';

let effects: MemoryEffects;
let engine: FlowEngine;

beforeEach(() => {
  effects = new MemoryEffects();
  engine = new FlowEngine(effects);
  effects.bank = async (request) => ok(jsonAnswer(...bankAnswer(request), effects.nowMs));
});

/** A platform that makes a consent and an authorisation, and hands out a URL template. */
function bankAnswer({ method, url }: HttpRequest): [status: number, json: unknown] {
  if (url.endsWith('/connect/token')) {
    return [200, { access_token: 'fakeclienttoken01', token_type: 'Bearer', expires_in: 3600 }];
  }
  if (method === 'PUT') return [200, { _links: { scaOAuth: { href: TEMPLATE } } }];
  if (url.endsWith('/authorisations')) return [201, { authorisationId: 'a-1' }];
  return [201, { consentId: 'c-1', consentStatus: 'received' }];
}

async function start(profileId = PROFILE, secrets = WITH_SECRET): Promise<string> {
  const reply = await engine.startSteps(planFor(profileId), secrets, OPTIONS);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value.flowId;
}

async function runAll(flowId: string): Promise<void> {
  for (const name of ['clientToken', 'createResource', 'createAuthorisation', 'chooseMethod']) {
    expect(await engine.runStep(flowId, name)).toEqual({ ok: true, value: { flowId } });
  }
}

async function statuses(flowId: string): Promise<string[]> {
  const flow = await engine.read(flowId);
  return flow ? flowSteps(flow).map(({ name, status }) => `${name} ${status}`) : [];
}

describe('a flow with steps before the redirect', () => {
  it('starts without sending anything', async () => {
    const flowId = await start();
    expect(effects.sent).toEqual([]);
    expect((await engine.read(flowId))?.phase).toBe('draft');
    expect((await statuses(flowId))[0]).toBe('clientToken next');
  });

  it('says which value an earlier step has yet to bring', async () => {
    const flowId = await start();
    expect(await engine.runStep(flowId, 'createAuthorisation')).toEqual({
      ok: false,
      error: { kind: 'missing_values', names: ['consentId'] },
    });
    expect(await engine.openLater(flowId, { onErrors: 'ask' })).toMatchObject({
      error: { kind: 'missing_values', names: ['scaOAuth'] },
    });
  });

  it('carries the client token and the captured ids forward', async () => {
    const flowId = await start();
    await runAll(flowId);
    const [, consent, authorisation, method] = effects.sent;
    expect(consent?.headers).toContainEqual(['Authorization', 'Bearer fakeclienttoken01']);
    expect(consent?.headers).toContainEqual(['X-BicFi', 'PRACSES1']);
    expect(consent?.headers.map(([name]) => name)).not.toContain('PSU-ID');
    expect(JSON.parse(consent?.body ?? '')).toEqual({
      access: {},
      recurringIndicator: true,
      validUntil: '2027-02-19',
      frequencyPerDay: 4,
      combinedServiceIndicator: false,
    });
    expect(authorisation?.url).toMatch(/\/consents\/c-1\/authorisations$/);
    expect([method?.method, method?.url]).toEqual([
      'PUT',
      'http://openpayments.localhost:8489/psd2/consent/v1/consents/c-1/authorisations/a-1',
    ]);
    expect((await engine.read(flowId))?.captured).toEqual({
      consentId: 'c-1',
      authorisationId: 'a-1',
      scaOAuth: TEMPLATE,
    });
  });

  it('fills the address that the bank handed out, and leaves all else in it as it was', async () => {
    const flowId = await start();
    await runAll(flowId);
    const opened = await engine.openLater(flowId, { onErrors: 'ask' });
    expect(opened.ok && opened.value.url).toBe(
      TEMPLATE.replace('[CLIENT_ID]', '00000000-0000-4000-8000-000000000001')
        .replace('[TPP_REDIRECT_URI]', encodeURIComponent(CALLBACK))
        .replace('[TPP_STATE]', SECRETS.state),
    );
    expect(opened.ok && opened.value.recordedUrl).not.toContain(SECRETS.state);
  });

  it('exchanges the code with the ids as headers, and keeps the client token apart', async () => {
    const flowId = await start();
    await runAll(flowId);
    await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: 'x' });
    await engine.acceptRedirect({
      url: `${CALLBACK}?code=fakecode01&state=${SECRETS.state}`,
      via: 'navigation',
    });
    effects.bank = async () =>
      ok(jsonAnswer(200, { access_token: 'fakecustomertoken', token_type: 'Bearer' }, 0));
    await engine.exchangeCode(flowId, 'ask');
    const request = effects.sent.at(-1);
    expect(request?.headers).toContainEqual(['X-ConsentId', 'c-1']);
    expect(request?.headers).toContainEqual(['X-ConsentAuthorisationId', 'a-1']);
    const flow = await engine.read(flowId);
    expect(flow?.phase).toBe('tokens_received');
    expect(flow?.tokens.map(({ step, replaced }) => [step, replaced])).toEqual([
      ['clientToken', false],
      [undefined, false],
    ]);
    expect(JSON.stringify(effects.records)).not.toMatch(/fakeclienttoken01|fakecustomertoken/);
  });

  it('lets a person type an id, and refuses names that no step captures', async () => {
    const flowId = await start();
    await engine.saveCaptured(flowId, { consentId: 'own', elsewhere: 'x' });
    expect((await engine.read(flowId))?.captured).toEqual({ consentId: 'own' });
    expect(await engine.saveCaptured(flowId, { elsewhere: 'x' })).toMatchObject({ ok: false });
  });

  it('stays a draft when a step is refused, and says so', async () => {
    const flowId = await start();
    effects.bank = async () => ok(jsonAnswer(400, { error: 'invalid_scope' }, 0));
    await engine.runStep(flowId, 'clientToken');
    expect(await statuses(flowId)).toContain('clientToken failed');
    expect((await engine.read(flowId))?.phase).toBe('draft');
  });

  it('lets a failed step be run again', async () => {
    const flowId = await start();
    effects.bank = async () => err({ kind: 'too_slow', afterMs: 20_000 });
    await engine.runStep(flowId, 'clientToken');
    effects.bank = async (request) => ok(jsonAnswer(...bankAnswer(request), 0));
    await engine.runStep(flowId, 'clientToken');
    expect((await statuses(flowId))[0]).toBe('clientToken done');
  });

  it('finds that an answer lacks what the next step needs', async () => {
    const flowId = await start();
    effects.bank = async () => ok(jsonAnswer(201, { consentStatus: 'received' }, 0));
    await engine.saveCaptured(flowId, { consentId: 'c-0' });
    await engine.runStep(flowId, 'createResource');
    const flow = await engine.read(flowId);
    expect(flow?.calls.at(-1)?.findings.map(({ id }) => id)).toContain('PX02');
    expect(flow?.captured).toEqual({ consentId: 'c-0' });
  });

  it('never opens an address that is not of the web', async () => {
    const flowId = await start();
    await engine.saveCaptured(flowId, { scaOAuth: 'javascript:alert(1)//' });
    expect(await engine.openLater(flowId, { onErrors: 'send_anyway' })).toMatchObject({
      error: { kind: 'bad_address' },
    });
  });
});

describe('a flow whose steps are done', () => {
  const landed = (state: string) => ({
    url: `${CALLBACK}?code=fakecode01&state=${state}`,
    via: 'navigation' as const,
  });

  async function opened(): Promise<string> {
    const flowId = await start();
    await runAll(flowId);
    await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: 'x' });
    return flowId;
  }

  it('opens once, and its steps stand from then on', async () => {
    const flowId = await opened();
    const refused = { ok: false, error: { kind: 'nothing_to_send' } };
    expect(await engine.openLater(flowId, { onErrors: 'ask' })).toEqual(refused);
    expect(await engine.runStep(flowId, 'createResource')).toEqual(refused);
    expect(await engine.saveCaptured(flowId, { consentId: 'other' })).toEqual(refused);
  });

  it('does not spend the code of a refused answer, not even elsewhere', async () => {
    const flowId = await opened();
    await engine.acceptRedirect(landed('somebody-elses'));
    const body = '{"access_token":"fakepastedtoken01","token_type":"Bearer"}';
    const pasted = { status: 200, contentType: 'application/json', body };
    expect(await engine.pasteAnswer(flowId, 'exchange', pasted)).toMatchObject({ ok: false });
    expect((await engine.read(flowId))?.phase).toBe('refused_by_us');
  });

  it('has to run the later steps again when an earlier one was run again', async () => {
    const flowId = await start();
    await runAll(flowId);
    await engine.runStep(flowId, 'createResource');
    expect(await statuses(flowId)).toEqual([
      'clientToken done',
      'createResource done',
      'createAuthorisation next',
      'chooseMethod waiting',
      'authorize waiting',
      'exchange waiting',
    ]);
  });

  it('says what is gone when the browser was closed in between', async () => {
    const flowId = await start();
    await runAll(flowId);
    effects.secrets.clear();
    expect(await engine.openLater(flowId, { onErrors: 'ask' })).toEqual({
      ok: false,
      error: { kind: 'secret_gone', what: 'state' },
    });
  });
});

describe('what steps bring', () => {
  it('is recorded without the secrets in it, and used with them', async () => {
    const jwt = 'eyJhbGciOiJub25lIn0.eyJmYWtlIjoidG9rZW4ifQ.';
    const link = `http://openpayments.localhost:8489/go?state=[TPP_STATE]&hint=${jwt}`;
    effects.bank = async (request) =>
      request.method === 'PUT'
        ? ok(jsonAnswer(200, { _links: { scaOAuth: { href: link } } }, 0))
        : ok(jsonAnswer(...bankAnswer(request), 0));
    const flowId = await start();
    await runAll(flowId);
    expect(JSON.stringify(effects.records)).not.toContain(jwt);
    const opened = await engine.openLater(flowId, { onErrors: 'send_anyway' });
    expect(opened.ok && opened.value.url).toBe(link.replace('[TPP_STATE]', SECRETS.state));
    expect(opened.ok && opened.value.recordedUrl).not.toContain(jwt);
  });

  it('goes out as a person typed it, though the record shows marks', async () => {
    const jwt = 'eyJhbGciOiJub25lIn0.eyJmYWtlIjoiaGludCJ9.';
    const plan = planFor(PROFILE, { extra: [{ name: 'login_hint_token', value: jwt }] });
    const reply = await engine.startSteps(plan, WITH_SECRET, OPTIONS);
    const flowId = reply.ok ? reply.value.flowId : '';
    await runAll(flowId);
    expect(JSON.stringify(effects.records)).not.toContain(jwt);
    const opened = await engine.openLater(flowId, { onErrors: 'send_anyway' });
    expect(opened.ok && opened.value.url).toContain(`login_hint_token=${jwt}`);
  });
});

describe('a step that runs elsewhere', () => {
  const elsewhere = (name: string) => {
    const plan = planFor(PROFILE);
    const request = plan.profile.requests[name];
    if (request) request.transport = 'explain';
    return plan;
  };
  const pasted = (status: number, json: unknown) => ({
    status,
    contentType: 'application/json',
    body: JSON.stringify(json),
  });

  it('is never sent by us', async () => {
    const reply = await engine.startSteps(elsewhere('createResource'), WITH_SECRET, OPTIONS);
    const flowId = reply.ok ? reply.value.flowId : '';
    expect(await engine.runStep(flowId, 'createResource')).toMatchObject({
      error: { kind: 'explained_only' },
    });
    expect(effects.sent).toEqual([]);
  });

  it('goes on with the answer that was pasted', async () => {
    const reply = await engine.startSteps(elsewhere('createResource'), WITH_SECRET, OPTIONS);
    const flowId = reply.ok ? reply.value.flowId : '';
    await engine.pasteAnswer(flowId, 'createResource', pasted(201, { consentId: 'c-9' }));
    const flow = await engine.read(flowId);
    expect(flow?.captured).toEqual({ consentId: 'c-9' });
    expect(flow?.calls[0]).toMatchObject({ by: 'person', outcome: 'api_ok' });
  });

  it('takes tokens from a pasted answer into the vault, and spends the code', async () => {
    const flowId = await start();
    await runAll(flowId);
    await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: 'x' });
    await engine.acceptRedirect({
      url: `${CALLBACK}?code=fakecode01&state=${SECRETS.state}`,
      via: 'navigation',
    });
    const answer = pasted(200, { access_token: 'fakepastedtoken01', token_type: 'Bearer' });
    await engine.pasteAnswer(flowId, 'exchange', answer);
    const flow = await engine.read(flowId);
    expect([flow?.phase, flow?.redirect?.code_use]).toEqual(['tokens_received', 'sent']);
    expect(JSON.stringify(effects.records)).not.toContain('fakepastedtoken01');
    expect(await engine.pasteAnswer(flowId, 'exchange', answer)).toMatchObject({ ok: false });
    expect(await engine.exchangeCode(flowId, 'ask')).toMatchObject({ ok: false });
  });
});

describe('banks that call things otherwise', () => {
  it('sends the code in the bank’s own words and reads the tokens under its names', async () => {
    const secrets = { ...SECRETS, clientSecret: 'fake-client-secret' };
    const reply = await engine.startAuthorization(planFor('practice-renamed'), secrets, OPTIONS);
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    const { flowId, url } = reply.value;
    expect([...new URL(url).searchParams.keys()]).toEqual([
      'applicationId',
      'successRedirect',
      'errorRedirect',
      'scope',
      'state',
    ]);
    await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: 'x' });
    const redirect = `${CALLBACK}?access_code=fakecode01&state=${SECRETS.state}`;
    await engine.acceptRedirect({ url: redirect, via: 'navigation' });
    effects.bank = async () =>
      ok(
        jsonAnswer(200, { access: 'faketoken01', refresh: 'fakerefresh01', access_expires: 60 }, 0),
      );
    await engine.exchangeCode(flowId, 'ask');
    expect(JSON.parse(effects.sent[0]?.body ?? '')).toMatchObject({
      applicationId: 'practice-client',
      applicationSecret: 'fake-client-secret',
      authorizationCode: 'fakecode01',
      grantType: 'authorization_code',
    });
    const flow = await engine.read(flowId);
    expect(flow?.tokens.map(({ kind, expires_in }) => [kind, expires_in])).toEqual([
      ['access_token', 60],
      ['refresh_token', undefined],
    ]);
    expect(JSON.stringify(effects.records)).not.toMatch(/fakecode01|faketoken01|fakerefresh01/);
  });

  it.each([
    [
      'an error with tokens in it',
      400,
      { error: 'no', access: 'faketoken02', refresh: 'fakerefresh02' },
    ],
    ['an answer without the access token', 200, { refresh: 'fakerefresh02' }],
  ])('keeps tokens under its names out of the record: %s', async (_what, status, json) => {
    const secrets = { ...SECRETS, clientSecret: 'fake-client-secret' };
    const reply = await engine.startAuthorization(planFor('practice-renamed'), secrets, OPTIONS);
    const flowId = reply.ok ? reply.value.flowId : '';
    await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: 'x' });
    const url = `${CALLBACK}?access_code=fakecode01&access_code=fakecode02&state=${SECRETS.state}`;
    await engine.acceptRedirect({ url, via: 'navigation' });
    expect(JSON.stringify(effects.records)).not.toMatch(/fakecode0/);
    const good = `${CALLBACK}?access_code=fakecode03&state=${SECRETS.state}`;
    await engine.acceptRedirect({ url: good, via: 'navigation' });
    effects.bank = async () => ok(jsonAnswer(status, json, 0));
    await engine.exchangeCode(flowId, 'ask');
    expect(effects.sent).toHaveLength(1);
    expect(JSON.stringify(effects.records)).not.toMatch(/faketoken02|fakerefresh02|fakecode0/);
  });

  it('takes a refusal under the bank’s own names', async () => {
    const reply = await engine.startAuthorization(planFor('practice-renamed'), SECRETS, OPTIONS);
    const flowId = reply.ok ? reply.value.flowId : '';
    await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: 'x' });
    const url = `${CALLBACK}?errorCode=access_denied&state=${SECRETS.state}`;
    await engine.acceptRedirect({ url, via: 'navigation' });
    expect((await engine.read(flowId))?.phase).toBe('refused_by_bank');
  });

  it('finds nothing wrong with an answer in the fragment where that is the bank’s way', async () => {
    const reply = await engine.startAuthorization(planFor('practice-fragment'), SECRETS, OPTIONS);
    const flowId = reply.ok ? reply.value.flowId : '';
    await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: 'x' });
    const url = `${CALLBACK}#code=fakecode01&state=${SECRETS.state}`;
    await engine.acceptRedirect({ url, via: 'navigation' });
    const flow = await engine.read(flowId);
    expect([flow?.phase, flow?.redirect?.findings]).toEqual(['code_captured', []]);
  });
});

it('asks before a code goes to a host that is not the bank’s', async () => {
  const reply = await engine.startSteps(planFor('practice-nextgenpsd2'), SECRETS, OPTIONS);
  const flowId = reply.ok ? reply.value.flowId : '';
  const bank = 'http://berlin.localhost:8489';
  const captured = { consentId: 'c', authorizationUrl: `${bank}/authorize` };
  await engine.saveCaptured(flowId, { ...captured, tokenUrl: 'https://other.example/token' });
  const url = `${bank}/authorize?state=x`;
  await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url });
  const redirect = `${CALLBACK}?code=fakecode01&state=${SECRETS.state}`;
  await engine.acceptRedirect({ url: redirect, via: 'navigation' });
  const refused = await engine.exchangeCode(flowId, 'ask');
  expect(refused).toMatchObject({ error: { kind: 'has_errors', findings: [{ id: 'TQ11' }] } });
  expect(effects.sent).toEqual([]);
});
