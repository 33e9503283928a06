import { request } from 'node:http';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../practice-bank/control/fault.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import {
  authorizationUrl,
  callResource,
  clientId,
  decide,
  exchange,
  obtainCode,
  redirectParameters,
  requestToken,
} from './bpce-user.ts';
import { authorizationUrl as fragmentUrl } from './dialect-user.ts';
import { send } from './local-client.ts';
import { requestToken as requestPlatformToken } from './open-payments-user.ts';
import { decide as decideAtOpenId } from './openid-user.ts';

let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank();
});
beforeEach(() => bank.control.reset());
afterAll(() => bank.close());

const tokenPath = '/stet/psd2/oauth/token';
const authorizePath = '/stet/psd2/oauth/authorize';
const askForToken = () =>
  requestToken(bank, { grant_type: 'client_credentials', client_id: clientId });

/** What has come of an answer after a while in which its connection stays open. */
function partOf({ host, port, pathname }: URL, body: string) {
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
  const target = { host: '127.0.0.1', port, path: pathname, method: 'POST', headers };
  return new Promise<{ status: number | undefined; bytes: number }>((resolve, reject) => {
    let status: number | undefined;
    let bytes = 0;
    const outgoing = request(target, (incoming) => {
      status = incoming.statusCode;
      incoming.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      incoming.on('error', () => undefined);
    });
    outgoing.setTimeout(150, () => {
      outgoing.destroy();
      resolve({ status, bytes });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

describe('a fault', () => {
  it('of kind slow answers later', async () => {
    bank.control.faults({ path: tokenPath, kind: 'slow', ms: 120 });
    const startedAtMs = Date.now();
    expect((await askForToken()).status).toBe(200);
    expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(115);
  });

  it('of kind down closes the connection before the bank acts', async () => {
    const code = await obtainCode(authorizationUrl(bank));
    bank.control.faults({ path: tokenPath, kind: 'down', times: 1 });
    await expect(exchange(bank, code)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await exchange(bank, code)).status).toBe(200);
  });

  it('of kind lost-answer closes the connection after the code was spent', async () => {
    const code = await obtainCode(authorizationUrl(bank));
    bank.control.faults({ path: tokenPath, kind: 'lost-answer', times: 1 });
    await expect(exchange(bank, code)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await exchange(bank, code)).json().error).toBe('invalid_grant');
    expect(bank.control.log().map(({ status }) => status)).toEqual([200, 200, 200, 302, 0, 400]);
  });

  it('of kind truncated ends inside the body', async () => {
    bank.control.faults({ path: tokenPath, kind: 'truncated' });
    await expect(askForToken()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it.each([
    ['nothing', undefined, 0],
    ['headers', 200, 0],
    ['half', 200, 0.5],
  ] as const)('of kind stall sends %s and keeps the connection', async (after, status, part) => {
    const whole = (await askForToken()).text.length;
    bank.control.faults({ path: tokenPath, kind: 'stall', after });
    const url = new URL(bank.urls.bpce('17515') + tokenPath);
    const seen = await partOf(url, 'grant_type=client_credentials&client_id=PSDFR-ACPR-12345');
    expect(seen.status).toBe(status);
    expect(Math.abs(seen.bytes - whole * part)).toBeLessThan(30);
  });

  it.each<[string, Fault, object]>([
    [
      'status',
      {
        path: tokenPath,
        kind: 'status',
        status: 503,
        headers: { 'Retry-After': '7' },
        body: 'ERREUR Technique',
        contentType: 'text/plain',
      },
      {
        status: 503,
        headers: { 'retry-after': '7', 'content-type': 'text/plain' },
        text: 'ERREUR Technique',
      },
    ],
    [
      'html-200',
      { path: tokenPath, kind: 'html-200' },
      { status: 200, text: expect.stringContaining('<h1>ERREUR Technique</h1>') },
    ],
    [
      'redirect',
      { path: tokenPath, kind: 'redirect', location: 'http://elsewhere.localhost/', status: 307 },
      { status: 307, headers: { location: 'http://elsewhere.localhost/' } },
    ],
    [
      'content-type',
      { path: tokenPath, kind: 'content-type', contentType: 'text/plain' },
      { headers: { 'content-type': 'text/plain' }, text: expect.stringContaining('access_token') },
    ],
  ])('of kind %s changes the answer', async (_kind, fault, expected) => {
    bank.control.faults(fault);
    expect(await askForToken()).toMatchObject(expected);
  });

  it('of kind set-json changes and removes members of the real answer', async () => {
    bank.control.faults({
      path: tokenPath,
      kind: 'set-json',
      json: { expires_in: '3600', scope: null },
    });
    expect((await askForToken()).json()).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: '3600',
    });
  });

  it.each<[Fault, object]>([
    [{ path: authorizePath, kind: 'wrong-state' }, { state: 'practice-wrong-state' }],
    [{ path: authorizePath, kind: 'set-query', query: { state: null, code: 'c' } }, { code: 'c' }],
    [{ path: authorizePath, kind: 'extra-query', query: { iss: 'other' } }, { iss: 'other' }],
    [{ path: authorizePath, kind: 'double-encoded' }, { state: '%73%74%61%74%65%2d%31' }],
  ])('%o changes the authorization response', async (fault, expected) => {
    bank.control.faults({ ...fault, times: 1 });
    const url = authorizationUrl(bank);
    expect(redirectParameters(await decide(url, 'approve'))).toMatchObject(expected);
    expect(redirectParameters(await decide(url, 'approve')).state).toBe('state-1');
  });

  it('of kind drop-state leaves the state out', async () => {
    bank.control.faults({ path: authorizePath, kind: 'drop-state' });
    const answer = await decide(authorizationUrl(bank), 'approve');
    expect(Object.keys(redirectParameters(answer))).toEqual(['code']);
  });

  it('of kind fragment, script or form-post answers in another way than by the query', async () => {
    const url = authorizationUrl(bank);
    bank.control.faults({ path: authorizePath, kind: 'fragment', times: 1 });
    expect((await decide(url, 'approve')).headers.location).toMatch(/callback#code=/);
    bank.control.faults({ path: authorizePath, kind: 'script', times: 1 });
    expect((await decide(url, 'approve')).text).toMatch(/location\.replace\("http[^"]+\?code=/);
    bank.control.faults({ path: authorizePath, kind: 'form-post', times: 1 });
    expect((await decide(url, 'approve')).text).toMatch(/<input type="hidden" name="code"/);
  });

  it('of kind redirect-status redirects with another status', async () => {
    bank.control.faults({ path: authorizePath, kind: 'redirect-status', status: 303 });
    expect((await decide(authorizationUrl(bank), 'approve')).status).toBe(303);
  });

  it('of kind set-headers and reverse-json change the real answer, and nothing of what it says', async () => {
    const plain = await askForToken();
    const headers = { pragma: null, 'x-new': '1' };
    bank.control.faults({ path: tokenPath, kind: 'set-headers', headers });
    bank.control.faults({ path: tokenPath, kind: 'reverse-json' });
    const answer = await askForToken();
    expect([answer.headers.pragma, answer.headers['x-new']]).toEqual([undefined, '1']);
    expect(Object.keys(answer.json())).toEqual(Object.keys(plain.json()).reverse());
  });

  it('of kind set-token changes header and claims of a JWT', async () => {
    const target = { host: 'openpayments.localhost', path: '/connect/token' } as const;
    const change = { header: { alg: 'PS256' }, claims: { iss: 'https://new.example' } };
    bank.control.faults({ ...target, kind: 'set-token', member: 'access_token', ...change });
    const answer = await requestPlatformToken(bank, {
      grant_type: 'client_credentials',
      scope: 'aspspinformation private',
    });
    const token = String(answer.json().access_token);
    expect([decodeProtectedHeader(token).alg, decodeJwt(token).iss]).toEqual([
      'PS256',
      'https://new.example',
    ]);
    expect(decodeJwt(token).aud).toContain('aspspinformation');
  });

  it('acts on an answer in the fragment as well', async () => {
    const target = { host: 'fragment.dialects.localhost', path: '/authorize' };
    const url = fragmentUrl(bank, 'fragment');
    bank.control.faults({ ...target, kind: 'set-query', query: { code: 'c', state: null } });
    expect((await decide(url, 'approve')).headers.location).toMatch(/callback#code=c$/);
    bank.control.clearFaults();
    bank.control.faults({ ...target, kind: 'form-post' });
    const { text } = await decide(url, 'approve');
    expect(text).toMatch(/name="code" value="\w{40}"/);
    expect(text).toContain(`action="${bank.urls.app}/callback"`);
  });

  it('acts on the redirect of the OpenID bank as well', async () => {
    bank.control.faults({ host: 'oidc.localhost', path: '/auth', kind: 'wrong-state' });
    const app = await send(`${bank.urls.app}/connect/oidc`);
    const redirect = await decideAtOpenId(app.headers.location ?? '', 'approve');
    expect(redirect.searchParams.get('state')).toBe('practice-wrong-state');
  });

  it('strikes only its host, its method and the paths below its own', async () => {
    bank.control.faults({ host: '13807.bpce.localhost', path: '/', kind: 'down' });
    bank.control.faults({ method: 'GET', path: tokenPath, kind: 'down' });
    bank.control.faults({ path: '/stet/psd2/v1.6.2/acc', kind: 'down' });
    expect((await askForToken()).status).toBe(200);
    expect((await callResource(bank, '/accounts')).status).toBe(401);
    await expect(send(`${bank.urls.bpce('13807')}/any`)).rejects.toThrow();
  });

  it('strikes as often as it was told', async () => {
    bank.control.faults({ path: tokenPath, kind: 'status', status: 500, times: 2 });
    const statuses = [await askForToken(), await askForToken(), await askForToken()];
    expect(statuses.map(({ status }) => status)).toEqual([500, 500, 200]);
  });
});
