import { setTimeout as realWait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultSettings } from '../../../src/contract/settings.ts';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import type { WatchReport } from '../../../src/core/watch/watch-report.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { watchPage } from '../../../src/panel/watch/watch-page.ts';
import { fakeToken } from '../../fixtures/tokens.ts';
import { har } from '../core/watch/har.ts';
import { MemoryEffects } from '../engine/memory-effects.ts';
import { fakeWorker, firstReads } from './fake-worker.ts';

const OIDC = 'http://oidc.localhost:8489';
const CALLBACK = 'http://spa.app.localhost:8489/callback';
const CODE = 'fakecode0001';
const STATE = 'fake-state-0123456789';
const ANSWER = `${CALLBACK}?code=${CODE}&state=${STATE}&iss=${encodeURIComponent(OIDC)}`;
const TOKENS = { access_token: 'fakeaccess01', token_type: 'Bearer', expires_in: 60 };

function authorize(change: Record<string, string> = {}, base = `${OIDC}/auth`) {
  const parameters = {
    response_type: 'code',
    client_id: 'fake-page',
    redirect_uri: CALLBACK,
    scope: 'openid',
    state: STATE,
    ...change,
  };
  return har(0, `${base}?${new URLSearchParams(parameters)}`);
}
const landing = har(20, ANSWER, { referrer: `${OIDC}/` });
const exchange = (base = OIDC) =>
  har(30, `${base}/token`, {
    type: 'fetch',
    headers: { Cookie: 'fake=session', Origin: 'http://spa.app.localhost:8489' },
    form: { grant_type: 'authorization_code', code: CODE, redirect_uri: CALLBACK },
  });

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** Lets milliseconds pass for timers; what they set going has a moment of the real clock after each step. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 50) {
    await vi.advanceTimersByTimeAsync(50);
    await realWait(1);
  }
}

/** Watches entries with a real engine behind a worker in memory; a number waits so many milliseconds. */
async function watch(entries: unknown[], { fails = 0, on = true } = {}) {
  const effects = new MemoryEffects();
  const recorder = new FlowEngine(effects);
  const reports: WatchReport[] = [];
  let failures = fails;
  const { store } = fakeWorker({
    readFirst: async () => firstReads({ flows: [] }, { ...defaultSettings, watch: on }),
    async reportWatched(report) {
      if (failures-- > 0) throw new Error('the worker stopped');
      reports.push(report);
      return recorder.recordWatched(report);
    },
  });
  await store.load();
  const take = watchPage(store, 7);
  for (const entry of entries) {
    if (typeof entry === 'number') await pass(entry);
    else take({ entry, readAnswer: async () => JSON.stringify(TOKENS) });
  }
  // What waits for the fake clock lets as much of the real one pass: most has come before it has to.
  await pass(500);
  await vi.waitFor(() => expect(reports.length > 0 || !on).toBe(true), { timeout: 5000 });
  for (let before = -1; before !== reports.length; ) {
    before = reports.length;
    await pass(500);
  }
  const ids = [...new Set(effects.records.map(({ flowId }) => flowId))];
  const flows = ids.map((id) => foldFlow(effects.records.filter(({ flowId }) => flowId === id)));
  return { reports, flows, record: JSON.stringify(effects.records) };
}

const idsOf = (findings: readonly { id: string }[] = []) => findings.map(({ id }) => id);

describe('what a panel tells of the page it watches', () => {
  it('is a flow of the bank that the page went to, linted as ours are', async () => {
    const { flows } = await watch([authorize(), landing, exchange()]);
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({
      phase: 'tokens_received',
      started: { bank: 'Practice bank (OpenID)', watched: true },
      redirect: { verdict: 'code' },
    });
    const { plan, findings } = flows[0]?.started ?? {};
    expect(plan?.draft).toMatchObject({
      environment: 'practice',
      variables: { practicePort: '8489' },
      clientId: 'fake-page',
      redirectUri: CALLBACK,
      scope: 'openid',
    });
    expect(idsOf(findings)).toContain('AQ09');
  });

  it('is put in order: Firefox tells of a page before the redirect to it', async () => {
    const { flows } = await watch([exchange(), landing, authorize()]);
    expect(flows).toHaveLength(1);
    expect(flows[0]?.phase).toBe('tokens_received');
  });

  it.each([150, 400])('finds what a page leaked, told %i ms before the page', async (gap) => {
    const picture = har(25, 'http://other.localhost:8489/picture', {
      type: 'image',
      referrer: ANSWER,
    });
    const sentThere = har(10, `${OIDC}/consent`, { status: 303, location: ANSWER });
    const entries = [authorize(), sentThere, 100, picture, gap, landing, 300, exchange()];
    const { reports } = await watch(entries);
    const told = reports.flatMap(({ seen }) => (seen.kind === 'page' ? idsOf(seen.findings) : []));
    expect(told).toEqual(['AP19']);
  });

  it('is told once, also where DevTools have listed it before', async () => {
    const entries = [authorize(), landing, exchange()];
    const { reports } = await watch([...entries, ...entries]);
    expect(reports.map(({ seen }) => seen.kind)).toEqual(['request', 'page', 'answer', 'call']);
  });

  it('judges the page’s token call: a verifier that is missing', async () => {
    const challenge = { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };
    const { flows } = await watch([authorize(challenge), landing, exchange()]);
    expect(idsOf(flows[0]?.calls[0]?.findings)).toContain('TQ08');
  });

  it('is a flow at the host’s name where no profile knows it', async () => {
    const base = 'https://bank.example';
    const { flows } = await watch([authorize({}, `${base}/authorize`), landing, exchange(base)]);
    expect(flows[0]?.started.bank).toBe('bank.example');
    expect(flows[0]?.tokens).toHaveLength(1);
  });

  it('may be an answer alone, or a token call alone', async () => {
    const renewal = har(40, 'https://bank.example/token', {
      type: 'fetch',
      form: { grant_type: 'client_credentials', client_id: 'x', scope: 'a' },
    });
    const { flows } = await watch([landing, renewal]);
    expect(flows.map((flow) => [flow?.started.bank, flow?.phase])).toEqual([
      ['Practice bank (OpenID)', 'code_captured'],
      ['bank.example', 'tokens_received'],
    ]);
  });

  it('asks again where the worker stops', async () => {
    const { flows } = await watch([authorize(), landing], { fails: 2 });
    expect(flows[0]?.phase).toBe('code_captured');
  });

  it('holds no cookie, and no secret in what is recorded', async () => {
    const { reports, record } = await watch([authorize(), landing, exchange()]);
    expect(JSON.stringify(reports)).not.toContain('fake=session');
    for (const secret of [CODE, STATE, TOKENS.access_token]) expect(record).not.toContain(secret);
  });

  it('is nothing while the switch is off', async () => {
    const { reports } = await watch([authorize(), landing], { on: false });
    expect(reports).toEqual([]);
  });
});

describe('a page’s DPoP proof', () => {
  const jwk = { kty: 'EC', crv: 'P-256', x: 'fakex', y: 'fakey' };
  const noon = Date.UTC(2026, 10, 21, 12) / 1000;
  const good = { jti: 'fakejti-1', htm: 'POST', htu: `${OIDC}/token`, iat: noon };
  /** The exchange of the code, at so many milliseconds, answered with a nonce. */
  function proven(at: number, claims: object, key: object = jwk) {
    const proof = fakeToken({ typ: 'dpop+jwt', alg: 'ES256', jwk: key }, { ...good, ...claims });
    const entry = exchange();
    entry.startedDateTime = har(at, OIDC).startedDateTime;
    entry.request.headers.push({ name: 'DPoP', value: proof });
    entry.response.headers.push({ name: 'DPoP-Nonce', value: 'fake-nonce' });
    return entry;
  }
  async function second(claims: object, key?: object) {
    const calls = [proven(30, {}), proven(60, { jti: 'fakejti-2', ...claims }, key)];
    const { flows, record } = await watch([authorize(), landing, ...calls]);
    const [first, again] = flows[0]?.calls ?? [];
    const members = again?.findings.filter(({ id }) => id === 'TQ17').map(({ facts }) => facts[0]);
    return { first, again, members, record };
  }

  it('is recorded decoded, and nothing is said of one that is good', async () => {
    const { first, members, record } = await second({ nonce: 'fake-nonce' });
    expect(first?.proof?.claims).toEqual(good);
    expect(idsOf(first?.findings)).not.toContain('TQ17');
    expect(members).toEqual([]);
    expect(record).not.toContain(fakeToken({}, good).split('.')[1]);
  });

  it.each([
    ['has no nonce though one was given', {}, jwk, ['nonce']],
    ['has an id that was there before', { nonce: 'fake-nonce', jti: good.jti }, jwk, ['jti']],
    ['shows another key', { nonce: 'fake-nonce' }, { ...jwk, x: 'other' }, ['jwk.x']],
    ['is for another address', { nonce: 'fake-nonce', htu: OIDC }, jwk, ['htu']],
  ])('%s: it is said so', async (_what, claims, key, expected) => {
    expect((await second(claims, key)).members).toEqual(expected);
  });
});
