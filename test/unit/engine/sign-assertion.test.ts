import type { KeyObject } from 'node:crypto';
import { openedOnce } from '../../fixtures/opened-once.ts';
import 'fake-indexeddb/auto';
import { decodeJwt, jwtVerify } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  answerOf,
  openFlowDatabase,
  type StoredKey,
} from '../../../src/background/storage/database.ts';
import { KeyStore } from '../../../src/background/storage/key-store.ts';
import type { ClientKey } from '../../../src/core/clients/client-key.ts';
import { ok } from '../../../src/core/result.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { rsaPair } from '../../fixtures/rsa-pair.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { planFor } from './plans.ts';

const TOKENS = { access_token: 'fakeaccesstoken0001', token_type: 'Bearer', expires_in: 3600 };
const KEY: ClientKey = {
  id: 'key-1',
  algorithms: ['PS256', 'RS256'],
  kid: 'made-up-kid',
};
const RSA = {
  PS256: { name: 'RSA-PSS', hash: 'SHA-256' },
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
};
const pair = rsaPair;
const jwkOf = (key: KeyObject) => key.export({ format: 'jwk' }) as Record<string, string>;

/** Effects with a store of keys like the worker's. */
class SigningEffects extends MemoryEffects {
  readonly keys = new KeyStore(openedOnce(openFlowDatabase(`keys-${Math.random()}`)), this.clock);
  sign: KeyStore['sign'] = (...given) => this.keys.sign(...given);
}

let effects: SigningEffects;
let engine: FlowEngine;
beforeEach(async () => {
  effects = new SigningEffects();
  engine = new FlowEngine(effects);
  await effects.keys.save(KEY.id, jwkOf(pair.privateKey), RSA);
  effects.bank = async () => ok(jsonAnswer(200, TOKENS, effects.nowMs));
});

const plan = planFor('oidc', {
  grant: 'client_credentials',
  clientAuthentication: 'private_key_jwt',
  clientId: 'made-up-client',
  clientKey: KEY,
});
const ASK = { bank: 'Practice', onErrors: 'ask' } as const;

async function requestToken(change = {}) {
  const own = { ...plan, draft: { ...plan.draft, ...change } };
  const reply = await engine.requestToken(own, '', ASK);
  return reply.ok ? reply.value.answered : reply;
}

describe('a client that signs', () => {
  it('sends an assertion that the bank can verify', async () => {
    expect(await requestToken()).toMatchObject({ ok: true });
    const sent = new URLSearchParams(effects.sent[0]?.body);
    expect(sent.get('client_assertion_type')).toMatch(/:jwt-bearer$/);
    const verified = await jwtVerify(sent.get('client_assertion') ?? '', pair.publicKey, {
      audience: 'https://server.example/token',
      issuer: 'made-up-client',
      subject: 'made-up-client',
      currentDate: new Date(effects.nowMs),
    });
    expect(verified.protectedHeader).toEqual({ alg: 'PS256', kid: 'made-up-kid', typ: 'JWT' });
  });

  it('leaves what the assertion says in the record, and not the assertion', async () => {
    await requestToken();
    const jwt = new URLSearchParams(effects.sent[0]?.body).get('client_assertion') ?? '';
    const prepared = effects.records.find(({ happening }) => happening.kind === 'call_prepared');
    expect(prepared?.happening).toMatchObject({
      assertion: { header: { alg: 'PS256' }, claims: decodeJwt(jwt) },
      request: {
        parameters: expect.arrayContaining([
          { name: 'client_assertion', value: expect.stringMatching(/^\{\{client_assertion#/) },
        ]),
      },
    });
    expect(JSON.stringify(effects.records)).not.toContain(jwt.split('.')[2]);
  });

  it('signs anew for each request', async () => {
    await requestToken();
    await requestToken();
    const ids = effects.sent.map(
      ({ body }) => decodeJwt(new URLSearchParams(body).get('client_assertion') ?? '').jti,
    );
    expect(new Set(ids).size).toBe(2);
  });

  it.each([
    ['has no key', { clientKey: undefined }],
    ['has one that is gone', { clientKey: { ...KEY, id: 'another' } }],
    ['has one that cannot sign so', { clientKey: { ...KEY, algorithms: ['ES256' as const] } }],
  ])('sends and records nothing when it %s', async (_what, change) => {
    const gone = { ok: false, error: { kind: 'secret_gone', what: 'client_key' } };
    expect(await requestToken(change)).toEqual(gone);
    expect(effects.sent).toEqual([]);
    expect(effects.records).toEqual([]);
  });
});

describe('a client that signs with its secret', () => {
  const SECRET = 'FAKE-client-secret-of-32-or-more-bytes';
  const shares = { clientAuthentication: 'client_secret_jwt', clientKey: undefined } as const;

  async function requestWith(secret: string, algorithms?: string[]) {
    const profile = { ...plan.profile, ...(algorithms && { clientAssertion: { algorithms } }) };
    const own = { profile, draft: { ...plan.draft, ...shares } };
    const reply = await engine.requestToken(own, secret, ASK);
    return reply.ok ? reply.value.answered : reply;
  }

  const sent = () => new URLSearchParams(effects.sent.at(-1)?.body);
  const verify = () =>
    jwtVerify(sent().get('client_assertion') ?? '', new TextEncoder().encode(SECRET), {
      audience: 'https://server.example/token',
      issuer: 'made-up-client',
      subject: 'made-up-client',
      currentDate: new Date(effects.nowMs),
    });

  it('sends an assertion that the bank can verify, and not the secret', async () => {
    expect(await requestWith(SECRET)).toMatchObject({ ok: true });
    expect((await verify()).protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(JSON.stringify(effects.sent)).not.toContain(SECRET);
    expect(JSON.stringify(effects.records)).not.toContain(sent().get('client_assertion'));
  });

  it.each(['HS384', 'HS512'])('signs by %s where the bank takes that', async (alg) => {
    await requestWith(SECRET, ['PS256', alg]);
    expect((await verify()).protectedHeader.alg).toBe(alg);
  });

  it('sends and records nothing when it has no secret', async () => {
    const gone = { ok: false, error: { kind: 'secret_gone', what: 'client_secret' } };
    expect(await requestWith('')).toEqual(gone);
    expect(effects.sent).toEqual([]);
    expect(effects.records).toEqual([]);
  });
});

describe('the store of keys', () => {
  const bytes = new TextEncoder().encode('made up');

  it('holds no key that could be exported', async () => {
    const database = openFlowDatabase('not-exportable');
    await new KeyStore(openedOnce(database), effects.clock).save(
      KEY.id,
      jwkOf(pair.privateKey),
      RSA,
    );
    const [stored] = await answerOf<StoredKey[]>(
      (await database).transaction('keys').objectStore('keys').getAll(),
    );
    expect(Object.values(stored?.keys ?? {}).map(({ extractable }) => extractable)).toEqual([
      false,
      false,
    ]);
  });

  it('forgets a key', async () => {
    await effects.keys.forget(KEY.id);
    expect(await effects.keys.sign(KEY.id, 'PS256', bytes)).toBeUndefined();
  });

  it('forgets keys that nobody uses, once they are old', async () => {
    await effects.keys.forgetUnused([], 1000);
    expect(await effects.keys.sign(KEY.id, 'PS256', bytes)).toBeDefined();
    effects.nowMs += 1000;
    await effects.keys.forgetUnused([KEY.id], 1000);
    expect(await effects.keys.sign(KEY.id, 'RS256', bytes)).toBeDefined();
    await effects.keys.forgetUnused([], 1000);
    expect(await effects.keys.sign(KEY.id, 'PS256', bytes)).toBeUndefined();
  });
});
