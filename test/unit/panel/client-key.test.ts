import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { openedOnce } from '../../fixtures/opened-once.ts';
import 'fake-indexeddb/auto';
import { calculateJwkThumbprint, compactVerify, createLocalJWKSet } from 'jose';
import { describe, expect, it } from 'vitest';
import { openFlowDatabase } from '../../../src/background/storage/database.ts';
import { KeyStore } from '../../../src/background/storage/key-store.ts';
import type { Params } from '../../../src/contract/requests.ts';
import type { ClientKey, KeyAlgorithm } from '../../../src/core/clients/client-key.ts';
import { publicJwks } from '../../../src/core/clients/public-jwks.ts';
import { encodeBase64url } from '../../../src/core/tokens/base64url.ts';
import type { BackgroundClient } from '../../../src/panel/background-client.ts';
import { keyCommands } from '../../../src/panel/clients/key-commands.ts';
import { rsaPair } from '../../fixtures/rsa-pair.ts';
import { openIdKeyClient } from '../../practice-bank/clients.ts';

type Asked = [name: string, params: unknown];

function openCommands(ask: (...asked: Asked) => Promise<unknown> = async () => ({})) {
  const asked: Asked[] = [];
  const client = {
    ask: (...given: Asked) => {
      asked.push(given);
      return ask(...given);
    },
  } as unknown as BackgroundClient;
  return { commands: keyCommands(client), asked };
}

const rsa = (modulusLength: number) =>
  String(
    generateKeyPairSync('rsa', { modulusLength }).privateKey.export({
      type: 'pkcs1',
      format: 'pem',
    }),
  );

const koblitz = String(
  generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  }),
);

describe('a key that is imported', () => {
  it('goes to the worker once, and what comes back holds nothing of it', async () => {
    const { commands, asked } = openCommands();
    const added = await commands.add(openIdKeyClient.privateKey);
    expect(added).toMatchObject({
      ok: true,
      value: { algorithms: ['ES256'], kid: '' },
    });
    expect(asked).toMatchObject([['saveKey', { jwk: { kty: 'EC', crv: 'P-256' } }]]);
    expect(JSON.stringify(asked)).toMatch(/"d":"[\w-]{43}"/);
    expect(JSON.stringify(added)).not.toContain('"d"');
    const { x, y } = createPublicKey(openIdKeyClient.privateKey).export({ format: 'jwk' });
    expect(added).toMatchObject({ value: { publicJwk: { kty: 'EC', crv: 'P-256', x, y } } });
  });

  it('has both algorithms when it is RSA', async () => {
    expect(await openCommands().commands.add(rsa(2048))).toMatchObject({
      value: { algorithms: ['PS256', 'RS256'] },
    });
  });

  it.each([
    ['P-384', 'ES384'],
    ['P-521', 'ES512'],
  ])('is known by its curve: %s', async (namedCurve, alg) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve });
    const text = String(privateKey.export({ type: 'sec1', format: 'pem' }));
    expect(await openCommands().commands.add(text)).toMatchObject({ value: { algorithms: [alg] } });
  });

  it.each([
    ['PS256', rsaPair],
    ['RS256', rsaPair],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['ES384', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['ES512', generateKeyPairSync('ec', { namedCurve: 'P-521' })],
    ['EdDSA', generateKeyPairSync('ed25519')],
  ] as const)('makes signatures that jose takes: %s', async (alg, pair) => {
    const { commands, asked } = openCommands();
    const added = await commands.add(
      String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    );
    const [[, params] = []] = asked;
    const { id, jwk, algorithms } = params as Params<'saveKey'>;
    const store = new KeyStore(openedOnce(openFlowDatabase(`keys-${alg}`)), { nowMs: () => 0 });
    await store.save(id, jwk, algorithms);
    const input = [JSON.stringify({ alg }), '{}']
      .map((part) => encodeBase64url(new TextEncoder().encode(part)))
      .join('.');
    const signature = await store.sign(id, alg, new TextEncoder().encode(input));
    const jws = `${input}.${encodeBase64url(signature ?? new Uint8Array())}`;
    expect(await compactVerify(jws, pair.publicKey)).toMatchObject({ protectedHeader: { alg } });
    expect(added).toMatchObject({ value: { id } });
  });

  it('keeps the key ID and the algorithm that a JWK names', async () => {
    const { privateKey } = rsaPair;
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256' };
    expect(await openCommands().commands.add(JSON.stringify(jwk))).toMatchObject({
      value: { kid: 'k1', algorithms: ['RS256'] },
    });
  });

  it.each([
    ['too short', rsa(1024), 'rsa_small'],
    ['of a curve that does not sign here', koblitz, 'unreadable'],
    ['damaged', openIdKeyClient.privateKey.replace(/^(.*\n)(.{30})/, '$1'), 'unreadable'],
  ])('is not sent when it is %s', async (_what, text, kind) => {
    const { commands, asked } = openCommands();
    expect(await commands.add(text)).toMatchObject({ ok: false, error: kind });
    expect(asked).toEqual([]);
  });

  it('is said not to be kept when the worker does not answer', async () => {
    const { commands } = openCommands(() => Promise.reject(new Error('stopped')));
    expect(await commands.add(openIdKeyClient.privateKey)).toEqual({
      ok: false,
      error: 'not_kept',
    });
    expect(await commands.forget('k')).toBe(false);
  });
});

describe('a key that is made here', () => {
  async function create(algorithm: KeyAlgorithm) {
    const store = new KeyStore(openedOnce(openFlowDatabase(`made-${algorithm}`)), {
      nowMs: () => 0,
    });
    const { commands } = openCommands(async (_name, params) => {
      const { kid } = params as Params<'createKey'>;
      const publicJwk = await store.create('k1', algorithm);
      return { key: { id: 'k1', algorithms: [algorithm], kid, publicJwk } };
    });
    return { key: await commands.create(algorithm), store };
  }

  it.each(['PS256', 'RS256', 'ES256', 'EdDSA'] as const)(
    'is named by its thumbprint, and jose takes what it signs by the set to register: %s',
    async (alg) => {
      const { key, store } = await create(alg);
      const { publicJwk = {}, kid } = key as ClientKey;
      expect(kid).toBe(await calculateJwkThumbprint(publicJwk));
      const input = [JSON.stringify({ alg, kid }), '{}']
        .map((part) => encodeBase64url(new TextEncoder().encode(part)))
        .join('.');
      const signature = await store.sign('k1', alg, new TextEncoder().encode(input));
      const jws = `${input}.${encodeBase64url(signature ?? new Uint8Array())}`;
      const keys = createLocalJWKSet(JSON.parse(publicJwks(key as ClientKey) ?? ''));
      expect(await compactVerify(jws, keys)).toMatchObject({ protectedHeader: { alg, kid } });
    },
  );

  it('is none when the worker makes none', async () => {
    const { commands } = openCommands(() => Promise.reject(new Error('no such algorithm')));
    expect(await commands.create('ES256')).toBeUndefined();
  });
});

describe('the set of public keys', () => {
  const key: ClientKey = { id: 'k1', algorithms: ['PS256', 'RS256'], kid: 'made-up-kid' };

  it.each([
    ['RSA', rsaPair],
    ['EC', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['OKP', generateKeyPairSync('ed25519')],
  ] as const)('never holds a private member, though one stood in the key: %s', (_kty, pair) => {
    const publicJwk = pair.privateKey.export({ format: 'jwk' }) as Record<string, string>;
    const { keys } = JSON.parse(publicJwks({ ...key, publicJwk: { ...publicJwk, k: 'x' } }) ?? '');
    expect(keys).toEqual([
      { ...pair.publicKey.export({ format: 'jwk' }), kid: 'made-up-kid', alg: 'PS256', use: 'sig' },
    ]);
  });

  it('leaves out a key ID that there is not, and is none without the public half', () => {
    expect(publicJwks({ ...key, kid: '', publicJwk: { kty: 'EC' } })).not.toContain('kid');
    expect(publicJwks(key)).toBeUndefined();
  });
});
