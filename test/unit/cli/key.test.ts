import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint, importJWK, jwtVerify, SignJWT } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { keyAlgorithmSchema } from '../../../src/core/clients/client-key.ts';
import { rsaPair } from '../../fixtures/rsa-pair.ts';
import { run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** RFC 7518 §6, RFC 8037 §2 */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

describe('key generate', () => {
  it.each(keyAlgorithmSchema.options)('makes a key for %s that other tools use', async (alg) => {
    const file = join(folder, `${alg}.jwk`);
    const { exitCode, json } = await runJson(['key', 'generate', '--alg', alg, '--out', file]);
    expect(exitCode).toBe(0);
    const jwk = JSON.parse(readFileSync(file, 'utf8'));
    const [known] = json.jwks.keys;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(jwk).toMatchObject({ alg, use: 'sig', kid: await calculateJwkThumbprint(jwk) });
    expect(known).toMatchObject({ alg, use: 'sig', kid: jwk.kid });
    expect(Object.keys(known).filter((name) => PRIVATE.includes(name))).toEqual([]);
    const signed = await new SignJWT({ a: 1 })
      .setProtectedHeader({ alg })
      .sign(await importJWK(jwk, alg));
    const { payload } = await jwtVerify(signed, await importJWK(known, alg));
    expect(payload).toEqual({ a: 1 });
  });

  it('says where the key is, and shows the public half alone', async () => {
    const file = join(folder, 'mine.jwk');
    const { out } = await run(['key', 'generate', '--out', file, '--key-id', 'mine']);
    const { d } = JSON.parse(readFileSync(file, 'utf8'));
    expect(out).toContain(file);
    expect(out).toContain('"kid": "mine"');
    expect(out).not.toContain(d);
  });

  it('hands the key to other programs where no file is named', async () => {
    const { json } = await runJson(['key', 'generate']);
    expect(json).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', d: expect.any(String) });
  });

  it('leaves a file alone that is there', async () => {
    const file = temporary('kept');
    const { exitCode, complaints } = await run(['key', 'generate', '--out', file]);
    expect(exitCode).toBe(2);
    expect(complaints).toContain(`${file} is there already, and stays as it is.`);
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });
});

describe('key public', () => {
  it.each<[string, () => ReturnType<typeof generateKeyPairSync>['privateKey'], string]>([
    ['PKCS#8', () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey, 'ES384'],
    ['Ed25519', () => generateKeyPairSync('ed25519').privateKey, 'EdDSA'],
    ['RSA', () => rsaPair.privateKey, 'PS256'],
  ])('tells the public half of a PEM file: %s', async (_kind, made, alg) => {
    const file = temporary(String(made().export({ type: 'pkcs8', format: 'pem' })));
    const { exitCode, json } = await runJson(['key', 'public', file, '--key-id', 'k1']);
    expect(exitCode).toBe(0);
    expect(json.keys).toMatchObject([{ alg, use: 'sig', kid: 'k1' }]);
    expect(Object.keys(json.keys[0]).filter((name) => PRIVATE.includes(name))).toEqual([]);
  });

  it.each([
    ['no key', 'hello', 'there is no key in it'],
    ['a public key', '{"kty":"EC","crv":"P-256","x":"FAKE","y":"FAKE"}', 'it is a public key'],
  ])('says why %s will not do', async (_what, text, sentence) => {
    const { exitCode, complaints } = await run(['key', 'public', temporary(text)]);
    expect(exitCode).toBe(2);
    expect(complaints).toContain(sentence);
  });
});

describe('key', () => {
  it.each([
    [['key'], 'key is one of: generate, public.'],
    [['key', 'forget'], 'generate, public'],
    [['key', 'public'], 'FILE'],
    [['key', 'generate', '--alg', 'HS256'], 'PS256, RS256, ES256'],
  ])('refuses %j', async (args, sentence) => {
    const { exitCode, complaints } = await run(args);
    expect(exitCode).toBe(2);
    expect(complaints).toContain(sentence);
  });
});
