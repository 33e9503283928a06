import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listBanks } from '../../../../src/core/banks/bank-list.ts';
import { bankOfHost } from '../../../../src/core/banks/recognise-bank.ts';
import type { Recognise } from '../../../../src/core/watch/seen-authorization.ts';
import { readHarEntry } from '../../../../src/core/watch/seen-request.ts';
import { type Sighting, watchRequest } from '../../../../src/core/watch/watch-request.ts';
import type { WatchedFlow } from '../../../../src/core/watch/watched-flow.ts';
import { runs } from '../../../extent.ts';
import { resolvedCatalogue } from '../../../fixtures/catalogue.ts';
import { firefoxHar, har } from './har.ts';

const profiles = listBanks(resolvedCatalogue).flatMap((bank) => bank.profiles);
const recognise: Recognise = (url, parameters) => bankOfHost(url, profiles, parameters);

const APP = 'https://app.example';
const CALLBACK = `${APP}/callback`;
const BANK = 'https://bank.example';
const STATE = 'fake-state-0123456789';
const CODE = 'fakecode0001';

function authorizeUrl(change: Record<string, string> = {}, base = `${BANK}/authorize`) {
  const parameters = {
    response_type: 'code',
    client_id: 'fake-client',
    redirect_uri: CALLBACK,
    scope: 'accounts',
    state: STATE,
    ...change,
  };
  return `${base}?${new URLSearchParams(parameters)}`;
}
const ANSWER = `${CALLBACK}?code=${CODE}&state=${STATE}`;
const authorize = (at = 0, change = {}) => har(at, authorizeUrl(change));
const consent = (at: number, location = ANSWER) =>
  har(at, `${BANK}/consent`, { form: { decision: 'approve' }, status: 302, location });
const landing = (at: number, url = ANSWER) => har(at, url, { referrer: `${BANK}/` });
const exchange = (at: number, change = {}) =>
  har(at, `${BANK}/token`, {
    type: 'fetch',
    form: { grant_type: 'authorization_code', code: CODE, redirect_uri: CALLBACK, ...change },
  });

function watch(entries: unknown[], bodies: Record<number, string> = {}, banks = recognise) {
  let flows: readonly WatchedFlow[] = [];
  const all: Sighting[] = [];
  for (const [at, entry] of entries.entries()) {
    const seen = readHarEntry(entry);
    if (!seen) continue;
    const answerBody = bodies[at];
    const told = watchRequest(flows, answerBody ? { ...seen, answerBody } : seen, banks);
    flows = told.flows;
    all.push(...told.sightings);
  }
  const ids = flows.map(({ flowId }) => flowId);
  return {
    flows,
    all,
    /** which flow, and what was told of it, landing pages left out */
    story: all
      .filter(({ kind }) => kind !== 'landing')
      .map(
        (one) =>
          `${ids.indexOf(one.flow.flowId)} ${one.kind}${'purpose' in one ? ` ${one.purpose}` : ''}`,
      ),
  };
}

describe('what requests of a page tell of its flows', () => {
  it.each<[string, unknown[], string[]]>([
    ['nothing, of other pages', [har(0, `${APP}/`), har(1, `${APP}/?code=1&page=2`)], []],
    [
      'a whole flow: request, pages of the bank, answer, token call',
      [authorize(), har(5, `${BANK}/login`), consent(9), landing(10), exchange(11)],
      ['0 request', '0 page', '0 page', '0 page', '0 answer', '0 call exchange'],
    ],
    [
      'an answer by the redirect alone, where the page did not load',
      [authorize(), consent(9), har(10, ANSWER, { status: 0 })],
      ['0 request', '0 page', '0 page', '0 answer'],
    ],
    [
      'an answer by the page alone, after a script or a popup of the bank',
      [authorize(), landing(10)],
      ['0 request', '0 page', '0 answer'],
    ],
    [
      'an answer at once, without a page of the bank',
      [har(0, authorizeUrl({ prompt: 'none' }), { status: 302, location: ANSWER }), landing(1)],
      ['0 request', '0 page', '0 answer'],
    ],
    [
      'an answer in the fragment, which only the redirect shows',
      [authorize(), consent(9, `${CALLBACK}#code=${CODE}&state=${STATE}`), har(10, CALLBACK)],
      ['0 request', '0 page', '0 page', '0 answer'],
    ],
    [
      'an answer that a form posts',
      [
        authorize(),
        har(9, CALLBACK, { form: { code: CODE, state: STATE }, referrer: `${BANK}/` }),
        exchange(11),
      ],
      ['0 request', '0 page', '0 answer', '0 call exchange'],
    ],
    [
      'an answer to an address of the app’s own scheme',
      [
        authorize(0, { redirect_uri: 'myapp://cb' }),
        consent(9, `myapp://cb?code=${CODE}&state=${STATE}`),
      ],
      ['0 request', '0 page', '0 page', '0 answer'],
    ],
    [
      'an answer to such an address, which a script of the bank opens',
      [
        authorize(0, { redirect_uri: 'myapp://cb' }),
        har(9, `myapp://cb?code=${CODE}&state=${STATE}`, { status: 0 }),
      ],
      ['0 request', '0 page', '0 answer'],
    ],
    [
      'a refusal of the bank',
      [authorize(), consent(9, `${CALLBACK}?error=access_denied&state=${STATE}`)],
      ['0 request', '0 page', '0 page', '0 answer'],
    ],
    [
      'one flow, where the person reloads the bank’s page',
      [authorize(), authorize(4), landing(10)],
      ['0 request', '0 page', '0 page', '0 answer'],
    ],
    [
      'one flow, where the bank sends the request on to another host',
      [authorize(), har(1, authorizeUrl({}, 'https://login.bank.example/auth')), landing(10)],
      ['0 request', '0 page', '0 page', '0 answer'],
    ],
    [
      'one answer, where the person reloads the page behind it',
      [authorize(), landing(10), landing(20)],
      ['0 request', '0 page', '0 answer'],
    ],
    [
      'two flows, where the app starts again',
      [authorize(), authorize(5, { state: 'other-fake-state' }), landing(10)],
      ['0 request', '0 page', '1 request', '1 page', '0 answer'],
    ],
    [
      'two flows, where the app sends a used state once more',
      [authorize(), landing(5), authorize(9)],
      ['0 request', '0 page', '0 answer', '1 request', '1 page'],
    ],
    [
      'a second answer to the same request',
      [authorize(), landing(5), landing(9, ANSWER.replace(CODE, 'fakecode0002'))],
      ['0 request', '0 page', '0 answer', '0 answer'],
    ],
    [
      'a request that only refers to what was pushed before',
      [har(0, `${BANK}/authorize?client_id=fake&request_uri=urn%3Afake`), consent(9), landing(10)],
      ['0 request', '0 page', '0 page', '0 answer'],
    ],
    [
      'a request that is posted as a form',
      [
        har(0, `${BANK}/authorize`, {
          form: { response_type: 'code', client_id: 'fake', redirect_uri: CALLBACK, state: STATE },
        }),
        landing(10),
      ],
      ['0 request', '0 page', '0 answer'],
    ],
    [
      'no page of the bank, where the person goes back to the app',
      [authorize(), har(5, `${APP}/help`)],
      ['0 request', '0 page'],
    ],
    [
      'an answer alone, where the panel came late',
      [landing(10), exchange(11)],
      ['0 answer', '0 call exchange'],
    ],
    ['a redirect to an answer alone', [consent(9), landing(10)], ['0 answer']],
    ['no answer in a link of the app’s own', [har(0, ANSWER, { referrer: `${APP}/` })], []],
    ['no answer in a code without a state', [har(0, `${CALLBACK}?code=1`, { referrer: BANK })], []],
    ['a token call alone, whose code nobody saw', [exchange(1)], ['0 call exchange']],
    [
      'a client’s token and its renewal elsewhere',
      [
        har(0, `${BANK}/token`, { type: 'xhr', form: { grant_type: 'client_credentials' } }),
        har(1, `${BANK}/token`, {
          type: 'fetch',
          json: { grant_type: 'refresh_token', refresh_token: 'fakerefresh0001' },
        }),
      ],
      ['0 call client_credentials', '1 call refresh'],
    ],
    [
      'no token call in the question whether one may be made',
      [har(0, `${BANK}/token?grant_type=refresh_token`, { method: 'OPTIONS', type: 'preflight' })],
      [],
    ],
  ])('%s', (_behaviour, entries, story) => {
    expect(watch(entries).story).toEqual(story);
    const asFirefox = entries.map((entry) => firefoxHar(entry as ReturnType<typeof har>));
    expect(watch(asFirefox).story).toEqual(story);
  });

  it('takes a request that the app pushes for no call for tokens, and its page for a request', () => {
    const push = har(1, `${BANK}/par`, {
      type: 'fetch',
      form: {
        response_type: 'code',
        client_id: 'fake-client',
        redirect_uri: CALLBACK,
        state: STATE,
      },
    });
    const url = `${BANK}/authorize?client_id=fake-client&request_uri=urn%3Aexample%3A1`;
    const { all } = watch([push, har(2, url), consent(3), landing(4), exchange(5)], {
      0: '{"request_uri":"urn:example:1","expires_in":90}',
    });
    const told = all.filter(({ kind }) => kind !== 'landing' && kind !== 'page');
    expect(told.map(({ kind }) => kind)).toEqual(['request', 'answer', 'call']);
    expect(new Set(told.map(({ flow }) => flow.flowId)).size).toBe(1);
  });

  it('knows a renewal by the refresh token that came before', () => {
    const renewal = har(20, `${BANK}/token`, {
      type: 'fetch',
      form: { grant_type: 'refresh_token', refresh_token: 'fakerefresh0001' },
    });
    const answer = JSON.stringify({ access_token: 'x', refresh_token: 'fakerefresh0001' });
    const { story } = watch([authorize(), landing(5), exchange(9), renewal], { 2: answer });
    expect(story).toEqual(['0 request', '0 page', '0 answer', '0 call exchange', '0 call refresh']);
  });

  it('knows a bank by its host, and what it calls its parameters', () => {
    const url = 'http://17515.bpce.localhost:8489/stet/psd2/oauth/authorize';
    const { flows } = watch([har(0, authorizeUrl({}, url))]);
    expect(flows[0]?.place?.profile.id).toMatch(/^practice-bpce/);
    expect(flows[0]).toMatchObject({
      clientId: 'fake-client',
      redirectUri: CALLBACK,
      state: STATE,
    });
  });

  it('gives a flow the same id whenever its request is read again', () => {
    const ids = () => watch([authorize(), authorize(0, { state: 'b' })]).flows.map((f) => f.flowId);
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(2);
  });

  it('keeps the page behind an answer, what comes from it, and how the bank sent the browser there', () => {
    const { flows, all } = watch([
      authorize(),
      har(9, `${BANK}/consent`, { status: 307, location: ANSWER }),
      landing(10),
      har(11, 'https://ads.example/pixel.gif', { type: 'image', referrer: ANSWER }),
      har(12, 'https://ads.example/other.gif', { type: 'image', referrer: `${APP}/` }),
    ]);
    expect(flows[0]?.landing).toEqual([
      { url: ANSWER, status: 200, referrer: `${BANK}/` },
      { url: 'https://ads.example/pixel.gif', status: 200, referrer: ANSWER },
    ]);
    expect(all.find(({ kind }) => kind === 'answer')).toMatchObject({ status: 307 });
  });

  it('never throws, whatever an entry is', () => {
    const entry = fc.oneof(
      fc.anything(),
      fc.record({
        startedDateTime: fc.oneof(fc.string(), fc.constant('2026-11-21T12:00:00.000Z')),
        time: fc.anything(),
        _resourceType: fc.oneof(fc.anything(), fc.constant('document')),
        request: fc.record({
          method: fc.constantFrom('GET', 'POST', 'post', ''),
          url: fc.oneof(
            fc.webUrl({ withQueryParameters: true, withFragments: true }),
            fc.constantFrom(
              ANSWER,
              authorizeUrl(),
              'http://%',
              'https://x.example/?state=%&code=%ZZ',
            ),
          ),
          headers: fc.anything(),
          postData: fc.anything(),
        }),
        response: fc.record({
          status: fc.anything(),
          redirectURL: fc.oneof(fc.string(), fc.constantFrom(ANSWER, '/x', '//', 'http://[')),
          headers: fc.anything(),
        }),
      }),
    );
    const nobody = () => undefined;
    const run = (entries: unknown[]) => void watch(entries, {}, nobody);
    fc.assert(fc.property(fc.array(entry, { maxLength: 4 }), run), { numRuns: runs(60) });
  });
});
