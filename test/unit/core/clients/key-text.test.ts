import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, it } from 'vitest';
import { signingAlgorithm } from '../../../../src/core/clients/client-key.ts';
import {
  bareJwk,
  keyKind,
  readKeyText,
  thumbprintText,
} from '../../../../src/core/clients/key-text.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const koblitz = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey;
const edwards = generateKeyPairSync('ed25519').privateKey;

const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1') =>
  String(key.export({ type, format: 'pem' }));
const jwk = (key: KeyObject, more: object = {}) =>
  JSON.stringify({ ...key.export({ format: 'jwk' }), ...more });
const publicPem = (key: KeyObject) =>
  String(createPublicKey(key).export({ type: 'spki', format: 'pem' }));
const withoutLines = (text: string) => text.replace(/-----[^-]+-----/g, '');

/** The key as WebCrypto reads it, to be compared with the one that was written. */
async function imported(text: string) {
  const read = readKeyText(text);
  if (!read.ok || read.value.format !== 'pkcs8') throw new Error(JSON.stringify(read));
  const { bytes, algorithms } = read.value;
  const name = algorithms[0]?.startsWith('ES')
    ? { name: 'ECDSA', namedCurve: 'P-256' }
    : algorithms[0] === 'EdDSA'
      ? { name: 'Ed25519' }
      : { name: 'RSA-PSS', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(bytes), name, true, ['sign']);
  return bareJwk((await crypto.subtle.exportKey('jwk', key)) as Record<string, string>);
}

describe('a private key', () => {
  it.each([
    ['PKCS#8 RSA', rsa, pem(rsa, 'pkcs8')],
    ['PKCS#1', rsa, pem(rsa, 'pkcs1')],
    ['PKCS#8 RSA for PSS alone', pss, pem(pss, 'pkcs8')],
    ['PKCS#8 EC', ec, pem(ec, 'pkcs8')],
    ['SEC1', ec, pem(ec, 'sec1')],
    ['PKCS#8 Ed25519', edwards, pem(edwards, 'pkcs8')],
    ['PKCS#8 without lines', ec, withoutLines(pem(ec, 'pkcs8'))],
    [
      'PEM with Windows line ends and a note',
      ec,
      `Key:\r\n${pem(ec, 'sec1').replaceAll('\n', '\r\n')}`,
    ],
  ])('is read from %s', async (_what, key, text) => {
    expect(await imported(text)).toEqual(
      key === pss ? expect.objectContaining({ kty: 'RSA' }) : bareJwk(JSON.parse(jwk(key))),
    );
  });

  it.each([
    ['RSA', jwk(rsa), ['PS256', 'RS256']],
    ['RSA with its algorithm', jwk(rsa, { alg: 'RS256', kid: 'k' }), ['RS256']],
    ['EC', jwk(ec), ['ES256']],
    ['Ed25519', jwk(edwards), ['EdDSA']],
    [
      'a set, where the first one to sign with is taken',
      `{"keys":[${jwk(rsa, { use: 'enc' })},${jwk(ec, { use: 'sig' })},${jwk(rsa)}]}`,
      ['ES256'],
    ],
  ])('is read from a JWK: %s', (_what, text, algorithms) => {
    expect(readKeyText(text)).toMatchObject({ ok: true, value: { format: 'jwk', algorithms } });
  });

  it.each([
    ['nothing', ' ', 'empty'],
    ['words', 'my key', 'no_key'],
    ['a public key', publicPem(rsa), 'public_key'],
    ['a public EC key without lines', withoutLines(publicPem(ec)), 'public_key'],
    ['a public JWK', JSON.stringify(createPublicKey(ec).export({ format: 'jwk' })), 'public_key'],
    [
      'a public JWK set',
      `{"keys":[${JSON.stringify(createPublicKey(ec).export({ format: 'jwk' }))}]}`,
      'public_key',
    ],
    ['an empty JWK set', '{"keys":[]}', 'no_key'],
    [
      'a certificate',
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
      'certificate',
    ],
    [
      'an encrypted key',
      String(ec.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })),
      'encrypted',
    ],
    [
      'a key encrypted the old way',
      String(rsa.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })),
      'encrypted',
    ],
    ['a curve that banks do not take', pem(koblitz, 'pkcs8'), 'unsupported'],
    ['the same in SEC1', pem(koblitz, 'sec1'), 'unsupported'],
    ['the same as a JWK', jwk(koblitz), 'unsupported'],
    ['a shared secret', '{"kty":"oct","k":"AAAA"}', 'symmetric'],
    ['broken JSON', '{"kty":', 'unreadable'],
    ['JSON of something else', '{"a":1}', 'no_key'],
    ['broken PEM', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----', 'unreadable'],
  ])('is refused when it is %s', (_what, text, kind) => {
    expect(readKeyText(text)).toMatchObject({ ok: false, error: { kind } });
  });

  it('never breaks the reader', () => {
    fc.assert(fc.property(fc.string(), (text) => void readKeyText(text)));
    fc.assert(fc.property(fc.json(), (text) => void readKeyText(text)));
    fc.assert(
      fc.property(fc.base64String({ minLength: 40 }), (text) => {
        readKeyText(`-----BEGIN EC PRIVATE KEY-----\n${text}\n-----END EC PRIVATE KEY-----`);
      }),
    );
  });
});

it('a key too short for signatures is refused with its size', () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  expect(keyKind(JSON.parse(jwk(short)))).toEqual({
    ok: false,
    error: { kind: 'rsa_small', detail: '1024' },
  });
  expect([rsa, ec, edwards].map((key) => keyKind(JSON.parse(jwk(key))))).toEqual(
    ['RSA 2048', 'EC P-256', 'Ed25519'].map((value) => ({ ok: true, value })),
  );
});

it.each([
  ['RSA', rsa],
  ['EC', ec],
  ['Ed25519', edwards],
])('the thumbprint of %s', async (_what, key) => {
  const text = thumbprintText(JSON.parse(jwk(key)));
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  expect(Buffer.from(hash).toString('base64url')).toBe(
    await calculateJwkThumbprint(JSON.parse(jwk(key))),
  );
});

it.each([
  ['its own where the bank does not say', undefined, 'PS256'],
  ['its own where the bank takes it', ['ES256', 'PS256'], 'PS256'],
  ['another one that the bank takes', ['ES256', 'RS256'], 'RS256'],
  ['its own where none fits', ['ES256'], 'PS256'],
])('a key signs with %s', (_what, taken, alg) => {
  expect(signingAlgorithm({ alg: 'PS256', algorithms: ['PS256', 'RS256'] }, taken)).toBe(alg);
});
