import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKeyText } from '../../../../src/core/clients/key-text.ts';
import { rsaPair } from '../../../fixtures/rsa-pair.ts';

const rsa = rsaPair.privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ec384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
const ec521 = generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey;
const long = generateKeyPairSync('rsa', { modulusLength: 4096 }).privateKey;
const edwards = generateKeyPairSync('ed25519').privateKey;

const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1') =>
  String(key.export({ type, format: 'pem' }));
const jwk = (key: KeyObject, more: object = {}) =>
  JSON.stringify({ ...key.export({ format: 'jwk' }), ...more });
const publicPem = (key: KeyObject) =>
  String(createPublicKey(key).export({ type: 'spki', format: 'pem' }));

/** The key as WebCrypto reads it, to be compared with the one that was written. */
async function imported(text: string, algorithm: { name: string }) {
  const read = readKeyText(text);
  if (!read.ok || read.value.format !== 'pkcs8') throw new Error(JSON.stringify(read));
  const key = await crypto.subtle.importKey('pkcs8', read.value.key, algorithm, true, ['sign']);
  return crypto.subtle.exportKey('jwk', key);
}

const RSA_PSS = { name: 'RSA-PSS', hash: 'SHA-256' };
const ecdsa = (namedCurve: string) => ({ name: 'ECDSA', namedCurve });

describe('a private key', () => {
  it.each([
    ['PKCS#8 RSA', RSA_PSS, rsa, pem(rsa, 'pkcs8')],
    ['PKCS#1', RSA_PSS, rsa, pem(rsa, 'pkcs1')],
    ['PKCS#1 of 4096 bits', RSA_PSS, long, pem(long, 'pkcs1')],
    ['PKCS#8 EC', ecdsa('P-256'), ec, pem(ec, 'pkcs8')],
    ['SEC1 P-256', ecdsa('P-256'), ec, pem(ec, 'sec1')],
    ['SEC1 P-384', ecdsa('P-384'), ec384, pem(ec384, 'sec1')],
    ['SEC1 P-521', ecdsa('P-521'), ec521, pem(ec521, 'sec1')],
    ['PKCS#8 Ed25519', { name: 'Ed25519' }, edwards, pem(edwards, 'pkcs8')],
    [
      'PEM with Windows line ends and a note',
      ecdsa('P-256'),
      ec,
      `Key:\r\n${pem(ec, 'sec1').replaceAll('\n', '\r\n')}`,
    ],
  ])('is read from %s', async (_what, algorithm, key, text) => {
    expect(await imported(text, algorithm)).toMatchObject(JSON.parse(jwk(key)));
  });

  it.each([
    ['one alone', jwk(ec), ec],
    [
      'a set, where the first one to sign with is taken',
      `{"keys":[${jwk(rsa, { use: 'enc' })},${jwk(ec, { use: 'sig' })},${jwk(rsa)}]}`,
      ec,
    ],
  ])('is read from a JWK: %s', (_what, text, key) => {
    expect(readKeyText(text)).toMatchObject({
      ok: true,
      value: { format: 'jwk', key: JSON.parse(jwk(key)) },
    });
  });

  it.each([
    ['nothing', ' ', 'empty'],
    ['words', 'my key', 'empty'],
    ['a public key', publicPem(rsa), 'not_private'],
    ['a public JWK', JSON.stringify(createPublicKey(ec).export({ format: 'jwk' })), 'not_private'],
    [
      'a public JWK set',
      `{"keys":[${JSON.stringify(createPublicKey(ec).export({ format: 'jwk' }))}]}`,
      'not_private',
    ],
    ['an empty JWK set', '{"keys":[]}', 'empty'],
    [
      'a certificate',
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
      'not_private',
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
    ['a shared secret', '{"kty":"oct","k":"AAAA"}', 'not_private'],
    ['broken JSON', '{"kty":', 'unreadable'],
    ['JSON of something else', '{"a":1}', 'empty'],
    ['broken PEM', '-----BEGIN PRIVATE KEY-----\nMI~B\n-----END PRIVATE KEY-----', 'unreadable'],
  ])('is refused when it is %s', (_what, text, kind) => {
    expect(readKeyText(text)).toMatchObject({ ok: false, error: kind });
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
