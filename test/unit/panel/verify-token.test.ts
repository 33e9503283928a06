import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../../src/contract/replies.ts';
import type { FlowState, TokenState } from '../../../src/core/flow/flow-state.ts';
import type { SecretKind, SecretReference } from '../../../src/core/flow/secret.ts';
import { recogniseText } from '../../../src/core/tokens/recognise-text.ts';
import { EMPTY_FORM, type VerifySubject } from '../../../src/panel/tokens/verify/verify-subject.ts';
import { verifyToken } from '../../../src/panel/tokens/verify/verify-token.ts';
import { planOf } from '../../fixtures/profiles.ts';
import { signer } from '../core/tokens/verify/signing.ts';
import browser from './fake-webextension.ts';
import { fakeWorker } from './fake-worker.ts';

beforeEach(() => void vi.restoreAllMocks());

const NOW = 1_763_700_000;
const reference = (kind: SecretKind): SecretReference => ({
  id: `id-${kind}`,
  kind,
  length: 9,
  fingerprint: '0123abcd',
});

/** Half of SHA-256, as ID tokens carry it. */
const half = (text: string) =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');

/** A flow with an ID token at a bank whose profile names its issuer, and a worker that knows both. */
async function flowWithIdToken(
  port: string,
  change: object = {},
  handlers: Partial<Handlers> = {},
) {
  const issuer = `http://oidc.localhost:${port}`;
  const { jwk, sign } = await signer('ES256');
  const claims = {
    iss: issuer,
    aud: 'practice-client',
    iat: NOW,
    exp: NOW + 60,
    nonce: 'FAKE-nonce',
    at_hash: half('FAKE-access'),
    ...change,
  };
  const idToken = await sign({ kid: 'bank-1' }, claims);
  const common = { receivedAtMs: 0, callId: '1', replaced: false };
  const token: TokenState = {
    ...common,
    secret: reference('id_token'),
    kind: 'id_token',
    jwt: { header: { alg: 'ES256', kid: 'bank-1' }, claims },
  };
  const access: TokenState = { ...common, secret: reference('access_token'), kind: 'access_token' };
  const plan = planOf('practice-oidc', { variables: { practicePort: port } });
  const flow = {
    flowId: 'f',
    started: {
      kind: 'started',
      plan: { ...plan, draft: { ...plan.draft, clientId: 'practice-client' } },
      bank: 'b',
      secrets: [reference('nonce'), reference('state')],
      findings: [],
    },
    calls: [],
    tokens: [access, token],
  } as unknown as FlowState;
  const values: Record<string, string> = {
    'id-id_token': idToken,
    'id-access_token': 'FAKE-access',
    'id-nonce': 'FAKE-nonce',
  };
  const documents: Record<string, object> = {
    [`${issuer}/.well-known/openid-configuration`]: { issuer, jwks_uri: `${issuer}/jwks` },
    [`${issuer}/jwks`]: { keys: [{ ...jwk, kid: 'bank-1' }] },
  };
  const worker = fakeWorker({
    revealSecret: async ({ secretId }) => ({ value: values[secretId] ?? null }),
    fetchDocument: async ({ url }) => ({
      ok: true,
      value: {
        status: documents[url] ? 200 : 404,
        text: JSON.stringify(documents[url] ?? {}),
        durationMs: 1,
      },
    }),
    ...handlers,
  });
  const subject: VerifySubject = { kind: 'flow', flow, token };
  const fetched = () =>
    worker.asked.flatMap(({ name, params }) =>
      name === 'fetchDocument' ? [(params as { url: string }).url] : [],
    );
  const run = () => verifyToken(worker.client, subject, EMPTY_FORM, NOW * 1000);
  return { run, fetched, issuer, documents, idToken, jwk };
}

describe('the ID token of a flow', () => {
  it('is verified with the keys that the issuer of the profile names', async () => {
    const { run, fetched, issuer } = await flowWithIdToken('1001');
    const outcome = await run();
    expect(outcome).toMatchObject({ good: true, verified: true, problems: [], findings: [] });
    expect(outcome.sentence).toContain(`Signature fits key bank-1, ES256, from ${issuer}/jwks.`);
    const passed = outcome.checks.filter((check) => check.outcome === 'ok').map(({ name }) => name);
    expect(passed).toEqual(['iss', 'aud', 'exp', 'iat', 'nonce', 'at_hash']);
    expect(fetched()).toEqual([`${issuer}/.well-known/openid-configuration`, `${issuer}/jwks`]);
  });

  it('reads the metadata once for as long as the panel lives', async () => {
    const { run, fetched, issuer } = await flowWithIdToken('1002');
    await run();
    await run();
    expect(fetched().filter((url) => url === `${issuer}/jwks`)).toHaveLength(2);
    expect(fetched()).toHaveLength(3);
  });

  it('has a finding for each check that fails', async () => {
    const { run } = await flowWithIdToken('1003', { nonce: 'other', at_hash: half('other') });
    const { verified, findings } = await run();
    expect(verified).toBe(true);
    expect(findings.map(({ id, facts }) => [id, facts[0]])).toEqual([
      ['ID01', 'nonce'],
      ['ID01', 'at_hash'],
    ]);
    expect(JSON.stringify(findings)).not.toMatch(/FAKE-(nonce|access)/);
  });

  it('is checked as far as it goes when the bank’s keys are not to be had', async () => {
    const { run, documents, issuer } = await flowWithIdToken('1004');
    delete documents[`${issuer}/jwks`];
    const outcome = await run();
    expect(outcome).toMatchObject({ verified: false, sentence: '' });
    expect(outcome.problems).toEqual([`${issuer}/jwks answered with status 404.`]);
    expect(outcome.checks.length).toBeGreaterThan(0);
  });

  it('asks for a second host in a click of its own', async () => {
    const { run, documents, issuer, jwk } = await flowWithIdToken('1005');
    const elsewhere = 'https://keys.example/jwks';
    documents[`${issuer}/.well-known/openid-configuration`] = { issuer, jwks_uri: elsewhere };
    documents[elsewhere] = { keys: [jwk] };
    const contains = vi.spyOn(browser.permissions, 'contains').mockResolvedValue(false);
    const request = vi.spyOn(browser.permissions, 'request');
    expect((await run()).problems[0]).toContain('The keys lie at keys.example. Press');
    expect(request).toHaveBeenCalledTimes(1);
    contains.mockResolvedValue(true);
    expect(await run()).toMatchObject({ verified: true });
    expect(request).toHaveBeenLastCalledWith({ origins: ['https://keys.example/*'] });
  });

  it('is gone with the memory of the browser', async () => {
    const { run } = await flowWithIdToken(
      '1006',
      {},
      { revealSecret: async () => ({ value: null }) },
    );
    expect((await run()).problems[0]).toMatch(/no longer in memory/);
  });

  it('waits when the host is denied', async () => {
    vi.spyOn(browser.permissions, 'request').mockResolvedValue(false);
    const { run, fetched } = await flowWithIdToken('1007');
    expect((await run()).problems[0]).toMatch(/was not allowed to call/);
    expect(fetched()).toEqual([]);
  });
});

describe('a pasted token', () => {
  const pasted = (text: string, name = ''): VerifySubject => {
    const among = recogniseText(text);
    const named =
      among.kind === 'empty' ? undefined : among.tokens.find((one) => one.name === name);
    if (!named) throw new Error('no token');
    return { kind: 'pasted', label: 'Token', named, among };
  };

  it('that brings its own key stays unverified, and nobody is asked for anything', async () => {
    const { jwk, sign } = await signer('ES256');
    const token = await sign({ jwk, jku: 'https://forger.example/jwks', kid: 'forged' });
    const worker = fakeWorker({});
    const outcome = await verifyToken(worker.client, pasted(token), EMPTY_FORM, NOW * 1000);
    expect(outcome).toMatchObject({ verified: false, problems: ['Give a key first.'] });
    expect(worker.asked).toEqual([]);
  });

  it('is verified with keys that were typed', async () => {
    const { jwk, sign } = await signer('ES256');
    const form = { ...EMPTY_FORM, keys: JSON.stringify(jwk) };
    const outcome = await verifyToken(undefined, pasted(await sign()), form, NOW * 1000);
    expect(outcome).toMatchObject({ verified: true, good: true, problems: [], checks: [] });
    expect(outcome.sentence).toContain('from what you gave');
  });

  it('is verified with keys from an address that was typed', async () => {
    const { jwk, sign } = await signer('ES256');
    const worker = fakeWorker({
      fetchDocument: async () => ({
        ok: true,
        value: { status: 200, text: JSON.stringify({ keys: [jwk] }), durationMs: 1 },
      }),
    });
    const form = { ...EMPTY_FORM, address: 'https://bank.example/jwks' };
    const outcome = await verifyToken(worker.client, pasted(await sign()), form, NOW * 1000);
    expect(outcome).toMatchObject({ verified: true });
    expect(outcome.sentence).toContain('from https://bank.example/jwks');
  });

  it.each([
    ['http://bank.example/jwks', 'Give an https address.'],
    ['jwks', 'Give an https address.'],
  ])('asks nobody at %s', async (address, problem) => {
    const { sign } = await signer('ES256');
    const worker = fakeWorker({});
    const form = { ...EMPTY_FORM, address };
    const outcome = await verifyToken(worker.client, pasted(await sign()), form, NOW * 1000);
    expect(outcome.problems).toEqual([problem]);
    expect(worker.asked).toEqual([]);
  });

  it('is held against what is typed, also without a key', async () => {
    const { sign } = await signer('ES256');
    const token = await sign({}, { iss: 'https://bank.example', nonce: 'n' });
    const form = { ...EMPTY_FORM, issuer: 'https://other.example' };
    const { checks, findings } = await verifyToken(undefined, pasted(token), form, NOW * 1000);
    expect(checks[0]).toMatchObject({ name: 'iss', outcome: 'failed' });
    expect(findings.map(({ id }) => id)).toContain('ID01');
  });

  it('that is encrypted is opened, and what is inside is decoded', async () => {
    const { CompactEncrypt, importJWK } = await import('jose');
    const key = { kty: 'oct', k: 'GawgguFyGrWKav7AX4VKUg' };
    const inner = await (await signer('ES256')).sign();
    const token = await new CompactEncrypt(new TextEncoder().encode(inner))
      .setProtectedHeader({ alg: 'dir', enc: 'A128GCM' })
      .encrypt(await importJWK(key, 'dir'));
    const form = { ...EMPTY_FORM, keys: JSON.stringify(key) };
    const outcome = await verifyToken(undefined, pasted(token), form, NOW * 1000);
    expect(outcome).toMatchObject({
      good: true,
      verified: false,
      inside: { text: inner, decoded: { kind: 'jwt' } },
    });
  });
});
