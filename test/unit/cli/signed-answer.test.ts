import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { FAPI_PROFILE } from '../../fixtures/fapi-profile.ts';
import { NOW_MS, run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

const CALLBACK = 'https://tpp.example/cb';
const BANK = [
  ...['--bank', temporary({ ...FAPI_PROFILE, issuerInResponse: 'undocumented' })],
  ...['--client-id', 'FAKE-client'],
];
const SENT = ['--redirect-uri', CALLBACK, '--state', 's', ...BANK];
const ANSWER: JWTPayload = {
  iss: 'https://login.bank.example',
  aud: 'FAKE-client',
  exp: NOW_MS / 1000 + 60,
  code: 'FAKE-code-0123456789',
  state: 's',
};

let pair: Awaited<ReturnType<typeof generateKeyPair>>;
let jwks: string;

beforeAll(async () => {
  pair = await generateKeyPair('PS256');
  jwks = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'bank-1' }] });
});

async function answer(change: JWTPayload = {}, key = pair.privateKey): Promise<string> {
  const jwt = await new SignJWT({ ...ANSWER, ...change })
    .setProtectedHeader({ alg: 'PS256', kid: 'bank-1' })
    .sign(key);
  return `${CALLBACK}?response=${jwt}`;
}

async function judged(url: string, ...options: string[]) {
  const { json, exitCode } = await runJson(['judge-redirect', url, ...SENT, ...options]);
  const outcomes = (json.checks ?? []).map(
    ({ name, outcome }: { name: string; outcome: string }) => `${name} ${outcome}`,
  );
  return { json, exitCode, outcomes, ids: json.findings.map(({ id }: { id: string }) => id) };
}

describe('a signed answer', () => {
  it('is good when every check is, and shows what is in it but for the code', async () => {
    const { json, exitCode, outcomes } = await judged(await answer(), '--jwks', temporary(jwks));
    expect(outcomes).toEqual(['signature ok', 'iss ok', 'aud ok', 'exp ok']);
    expect(json).toMatchObject({
      verdict: 'code',
      signed: { header: { alg: 'PS256', kid: 'bank-1' }, claims: { aud: 'FAKE-client' } },
    });
    expect(exitCode).toBe(0);
    expect(JSON.stringify(json)).not.toContain('FAKE-code');
  });

  it('is not good where nobody asked the keys', async () => {
    const { json, outcomes } = await judged(await answer());
    expect(outcomes).toEqual(['signature unchecked', 'iss ok', 'aud ok', 'exp ok']);
    expect(json.verdict).toBe('refused');
  });

  it.each<[string, JWTPayload, string]>([
    ['another issuer', { iss: 'https://evil.example' }, 'iss failed'],
    ['another client', { aud: 'other' }, 'aud failed'],
    ['an end that is over', { exp: NOW_MS / 1000 - 3600 }, 'exp failed'],
  ])('is refused for %s', async (_what, change, failed) => {
    const url = await answer(change);
    const { json, exitCode, outcomes, ids } = await judged(url, '--jwks', temporary(jwks));
    expect(outcomes.filter((one: string) => one.endsWith('failed'))).toEqual([failed]);
    expect(json.verdict).toBe('refused');
    expect(ids).toContain('AP22');
    expect(exitCode).toBe(1);
  });

  it('is refused for the signature of somebody else', async () => {
    const other = await generateKeyPair('PS256');
    const { json, outcomes } = await judged(
      await answer({}, other.privateKey),
      '--jwks',
      temporary(jwks),
    );
    expect(outcomes[0]).toBe('signature failed');
    expect(json.verdict).toBe('refused');
  });

  it('is refused without a signature', async () => {
    const [head, claims] = [{ alg: 'none' }, ANSWER].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const url = `${CALLBACK}?response=${head}.${claims}.`;
    const { json, outcomes } = await judged(url, '--jwks', temporary(jwks));
    expect(outcomes[0]).toBe('signature failed');
    expect(json.verdict).toBe('refused');
  });

  it('is refused where it came plainly', async () => {
    const { json, ids } = await judged(`${CALLBACK}?code=FAKE&state=s`, '--jwks', temporary(jwks));
    expect(json.checks).toBeUndefined();
    expect(ids).toContain('AP22');
    expect(json.verdict).toBe('refused');
  });

  it('is held against keys at an address that is named', async () => {
    const server = createServer(({ url }, reply) => {
      reply.statusCode = url === '/jwks' ? 200 : 404;
      reply.end(url === '/jwks' ? jwks : '');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { json } = await judged(await answer(), '--jwks', `${origin}/jwks`);
    expect(json.verdict).toBe('code');
    const { complaints } = await run([
      ...['judge-redirect', await answer(), ...SENT, '--jwks', `${origin}/gone`],
    ]);
    expect(complaints).toContain(`There are no keys to be had at ${origin}/gone.`);
    server.closeAllConnections();
    server.close();
  });

  it('is held against no keys that come in the clear', async () => {
    const { exitCode, complaints } = await run([
      ...['judge-redirect', await answer(), ...SENT, '--jwks', 'http://login.bank.example/jwks'],
    ]);
    expect(exitCode).toBe(2);
    expect(complaints).toContain('http://login.bank.example/jwks');
  });

  it('tells its checks to people', async () => {
    const file = temporary(jwks);
    const { out } = await run(['judge-redirect', await answer(), ...SENT, '--jwks', file]);
    expect(out).toMatch(/checks\n +signature +ok\n +iss +ok\n +aud +ok\n +exp +ok/);
  });
});
