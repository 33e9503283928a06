import { beforeEach, describe, expect, it, vi } from 'vitest';
import { flowFindings } from '../../../src/core/flow/flow-state.ts';
import type { Finding } from '../../../src/core/lint/finding.ts';
import type { WatchReport } from '../../../src/core/watch/watch-report.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { fakeToken } from '../../fixtures/tokens.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { planFor, SECRETS } from './plans.ts';

const CALLBACK = 'http://app.localhost:8489/callback';
const FLOW = '1000-0';
const STATE = 'page-state-0123456789';
const CODE = 'pagecode0001';
const AUTHORIZE = `http://oidc.localhost:8489/auth?response_type=code&client_id=x&state=${STATE}`;
const ANSWER = `${CALLBACK}?code=${CODE}&state=${STATE}&iss=http%3A%2F%2Foidc.localhost%3A8489`;
const TOKENS = {
  access_token: 'pageaccesstoken01',
  token_type: 'Bearer',
  expires_in: 600,
  refresh_token: 'pagerefreshtoken1',
};

let effects: MemoryEffects;
let engine: FlowEngine;
beforeEach(() => {
  effects = new MemoryEffects();
  engine = new FlowEngine(effects);
});

const startOf = (change: Partial<NonNullable<WatchReport['start']>> = {}) => ({
  plan: planFor('practice-oidc'),
  bank: 'Practice bank (OpenID)',
  url: AUTHORIZE,
  state: STATE,
  nonce: '',
  findings: [],
  ...change,
});
const report = (seen: WatchReport['seen'], change: Partial<WatchReport> = {}): WatchReport => ({
  flowId: FLOW,
  tabId: 7,
  atMs: 1000,
  seen,
  ...change,
});
const request = report({ kind: 'request' }, { start: startOf() });
const answer = report({ kind: 'answer', url: ANSWER }, { atMs: 2000 });
const call = (purpose: 'exchange' | 'client_credentials' | 'refresh', sent: object = {}) =>
  report(
    {
      kind: 'call',
      purpose,
      name: 'exchange',
      request: {
        method: 'POST',
        url: 'http://oidc.localhost:8489/token',
        headers: [],
        parameters: Object.entries(sent).map(([name, value]) => ({ name, value })),
        body: new URLSearchParams({ ...sent }).toString(),
      },
      answer: { ok: true, value: jsonAnswer(200, TOKENS, 3000).answer },
      findings: [],
    },
    { atMs: 3000 },
  );
const exchange = call('exchange', { code: CODE, code_verifier: 'page-verifier-01234567' });
const read = () => engine.read(FLOW);

/** The exchange with a DPoP proof, which the bank wants to see once more with its nonce. */
function questioned(): WatchReport {
  const proof = fakeToken({ typ: 'dpop+jwt' }, { jti: 'fake' });
  const value = jsonAnswer(400, { error: 'use_dpop_nonce' }, 3000).answer;
  value.headers.push(['dpop-nonce', 'fake-nonce']);
  const told = call('exchange', { code: CODE });
  if (told.seen.kind !== 'call') throw new Error('no call');
  const { request } = told.seen;
  const seen = { ...told.seen, request: { ...request, headers: [['DPoP', proof] as const] } };
  return { ...told, seen: { ...seen, answer: { ok: true, value } } } as unknown as WatchReport;
}

describe('flows that a page runs by itself', () => {
  it('go on behind a bank’s question for its nonce, as ours do', async () => {
    const asked = questioned();
    const again = { ...exchange, atMs: 3500 };
    for (const one of [request, answer, asked, again]) await engine.recordWatched(one);
    const { calls = [], phase } = (await read()) ?? {};
    expect(calls.map(({ outcome }) => outcome)).toEqual(['nonce_wanted', 'tokens']);
    expect(calls[0]).toMatchObject({
      findings: [{ id: 'TE06' }],
      proof: { claims: { jti: 'fake' } },
    });
    expect(phase).toBe('tokens_received');
  });

  it('become ordinary flows, at the times at which the page did them', async () => {
    for (const one of [request, answer, exchange]) await engine.recordWatched(one);
    const flow = await read();
    expect(flow).toMatchObject({
      phase: 'tokens_received',
      startedAtMs: 1000,
      started: { watched: true },
      opened: { how: 'watched', atMs: 1000 },
      redirect: { via: 'watched', verdict: 'code', atMs: 2000, code_use: 'sent' },
      calls: [{ by: 'page', outcome: 'tokens', sentAtMs: 3000 }],
    });
    expect(flow?.tokens.map(({ kind }) => kind)).toEqual(['access_token', 'refresh_token']);
    expect((await effects.journal.summaries())[0]).toMatchObject({ watched: true });
  });

  it('leave no secret in the record, and every one in the vault', async () => {
    for (const one of [request, answer, exchange]) await engine.recordWatched(one);
    const secrets = [STATE, CODE, 'page-verifier-01234567', ...Object.values(TOKENS).slice(0, 1)];
    for (const secret of secrets) expect(JSON.stringify(effects.records)).not.toContain(secret);
    const kept = [...effects.secrets.values()].map(({ value }) => value);
    expect(kept).toEqual(expect.arrayContaining(secrets));
  });

  it('show a code that the page sends a second time', async () => {
    const again = { ...exchange, atMs: 4000 };
    for (const one of [request, answer, exchange, again]) await engine.recordWatched(one);
    expect((await read())?.calls.map(({ preparedAtMs }) => preparedAtMs)).toEqual([3000, 4000]);
  });

  it('are recorded once, however often they are told', async () => {
    const page = report({ kind: 'page', url: 'http://oidc.localhost:8489/login', status: 200 });
    const all = [request, page, answer, exchange];
    for (const one of [...all, ...all]) await engine.recordWatched(one);
    expect(effects.records.map(({ happening }) => happening.kind)).toEqual([
      'started',
      'opened',
      'page_seen',
      'redirect_captured',
      'call_prepared',
      'call_sent',
      'call_answered',
    ]);
  });

  it('are judged like ours: another state, a second answer', async () => {
    await engine.recordWatched(request);
    const forged = ANSWER.replace(STATE, 'another-state');
    await engine.recordWatched(report({ kind: 'answer', url: forged }, { atMs: 1500 }));
    expect((await read())?.phase).toBe('refused_by_us');
    await engine.recordWatched(answer);
    expect((await read())?.phase).toBe('code_captured');
  });

  it('are judged by what a form posted, and by the status of the redirect', async () => {
    await engine.recordWatched(request);
    const form = [...new URL(ANSWER).searchParams].map(([name, value]) => ({ name, value }));
    await engine.recordWatched(
      report({ kind: 'answer', url: CALLBACK, form, status: 307 }, { atMs: 2000 }),
    );
    const { redirect } = (await read()) ?? {};
    expect(redirect).toMatchObject({ verdict: 'code', code_use: 'unspent' });
    expect(redirect?.findings.map(({ id }) => id)).toContain('AP20');
  });

  it('keep what their landing page does wrong, once', async () => {
    const kind = { id: 'AP19', slug: 'referrer-leak', source: 'made up' };
    const findings: Finding[] = [{ ...kind, severity: 'warn', actor: 'you', facts: ['a', 'b'] }];
    const leak = report({ kind: 'page', url: 'http://ads.localhost/', findings }, { atMs: 2500 });
    for (const one of [request, answer, leak, leak]) await engine.recordWatched(one);
    const flow = await read();
    expect(flow && flowFindings(flow).filter(({ id }) => id === 'AP19')).toHaveLength(1);
  });

  it('tell when a state was used before', async () => {
    await engine.recordWatched(request);
    await engine.recordWatched({ ...request, flowId: '5000-0', atMs: 5000 });
    const flow = await engine.read('5000-0');
    expect(flow && flowFindings(flow).map(({ id }) => id)).toContain('AQ08');
  });

  it('are listed where only the answer was seen, and held against nothing', async () => {
    const plan = planFor('practice-oidc', { redirectUri: '' });
    const { url: _unseen, ...start } = startOf({ plan, state: '' });
    await engine.recordWatched({ ...answer, start });
    expect(await read()).toMatchObject({ phase: 'code_captured', redirect: { verdict: 'code' } });
    for (const secret of [STATE, CODE])
      expect(JSON.stringify(effects.records)).not.toContain(secret);
  });

  it.each(['client_credentials', 'refresh'] as const)(
    'may be a call alone: %s',
    async (purpose) => {
      const { url: _none, ...start } = startOf({ state: '' });
      await engine.recordWatched({ ...call(purpose, { refresh_token: 'old-page-token' }), start });
      expect((await read())?.phase).toBe('tokens_received');
    },
  );

  it('say so where a call got no answer', async () => {
    const { seen, ...rest } = exchange;
    if (seen.kind !== 'call') throw new Error('no call');
    const broken = { ...seen, answer: { ok: false as const, reason: 'net::ERR_FAILED' } };
    await engine.recordWatched(request);
    await engine.recordWatched(answer);
    await engine.recordWatched({ ...rest, seen: broken });
    expect(await read()).toMatchObject({ phase: 'outcome_unknown', calls: [{ by: 'page' }] });
  });

  it('are never exchanged, renewed, discarded or given up from here', async () => {
    for (const one of [request, answer, exchange]) await engine.recordWatched(one);
    const nothing = { ok: false, error: { kind: 'nothing_to_send' } };
    expect(await engine.exchangeCode(FLOW, 'send_anyway')).toEqual(nothing);
    expect(await engine.refresh(FLOW)).toEqual(nothing);
    expect(await engine.discardCode(FLOW)).toEqual(nothing);
    expect(await engine.abandon(FLOW)).toEqual(nothing);
    expect(effects.sent).toEqual([]);
  });

  it('take no redirect that a tab comes to', async () => {
    effects.nowMs = 5000;
    await engine.recordWatched(request);
    const reply = await engine.acceptRedirect({ url: ANSWER, via: 'navigation' });
    expect(reply).toEqual({ ok: true, value: { flowId: FLOW } });
    expect((await read())?.phase).toBe('awaiting_redirect');
    const other = await engine.acceptRedirect({ url: `${CALLBACK}?code=x`, via: 'navigation' });
    expect(other).toEqual({ ok: false, error: { kind: 'no_such_flow' } });
  });
});

describe('flows that were opened from here', () => {
  const OWN = { own: true };

  async function openOwn(state = SECRETS.state): Promise<string> {
    const plan = planFor('practice-oidc', state === '' ? { edits: { state: null } } : {});
    const options = { bank: 'Practice', onErrors: 'send_anyway' } as const;
    const reply = await engine.startAuthorization(plan, { ...SECRETS, state }, options);
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    const { flowId, url, recordedUrl } = reply.value;
    const opened = { kind: 'opened', how: 'inspected_tab', tabId: 7 } as const;
    await effects.journal.append(flowId, { ...opened, url: recordedUrl });
    return url;
  }

  it.each<[string, (url: string) => WatchReport, string?]>([
    [
      'by its state',
      (url) => report({ kind: 'request' }, { start: startOf({ url, state: SECRETS.state }) }),
    ],
    [
      'by its address, where it has no state',
      (url) => report({ kind: 'request' }, { start: startOf({ url, state: '' }) }),
      '',
    ],
    [
      'by the answer’s state alone',
      () => report({ kind: 'answer', url: `${CALLBACK}?code=c&state=${SECRETS.state}` }),
    ],
    [
      'by tab and redirect URI, where the answer’s state is wrong',
      () => report({ kind: 'answer', url: `${CALLBACK}?code=c&state=wrong` }),
    ],
  ])('are not recorded a second time: known %s', async (_by, told, state) => {
    const url = await openOwn(state);
    const before = effects.records.length;
    expect(await engine.recordWatched(told(url))).toEqual(OWN);
    expect(effects.records).toHaveLength(before);
  });

  it('are not recorded a second time: known by the code that the page spends', async () => {
    await openOwn();
    await engine.acceptRedirect({
      url: `${CALLBACK}?code=${CODE}&state=${SECRETS.state}&iss=http%3A%2F%2Foidc.localhost%3A8489`,
      via: 'navigation',
    });
    expect(await engine.recordWatched({ ...exchange, start: startOf({ state: '' }) })).toEqual(OWN);
  });

  it('are known a day later by what they bear alone, and no old record is read for that', async () => {
    await openOwn();
    effects.nowMs += 25 * 3_600_000;
    const events = vi.spyOn(effects.journal, 'events');
    const stray = report({ kind: 'answer', url: `${CALLBACK}?code=c&state=wrong` });
    expect(await engine.recordWatched(stray)).toEqual({ own: false });
    expect(events.mock.calls.every(([flowId]) => flowId === FLOW)).toBe(true);
    const own = report({ kind: 'answer', url: `${CALLBACK}?code=c&state=${SECRETS.state}` });
    expect(await engine.recordWatched(own)).toEqual(OWN);
  });

  it('do not hide a flow of the page in the same tab', async () => {
    await openOwn();
    expect(await engine.recordWatched(request)).toEqual({ own: false });
    expect((await read())?.phase).toBe('awaiting_redirect');
  });
});
