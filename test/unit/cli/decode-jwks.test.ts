import { createHash } from 'node:crypto';
import { CompactEncrypt, exportSPKI } from 'jose';
import { describe, expect, it } from 'vitest';
import { checkToken } from '../../../src/core/lint/check-token.ts';
import { lintToken } from '../../../src/core/lint/lint-token.ts';
import { withVerification } from '../../../src/core/lint/with-verification.ts';
import { decodeToken } from '../../../src/core/tokens/decode-jwt.ts';
import { RFC7516_A2, RFC7516_A3, RFC7516_A3_KEY } from '../../fixtures/encrypted-tokens.ts';
import {
  encodeText,
  fakeToken,
  RFC7515_A1,
  RFC7515_A1_KEY,
  RFC7515_A2,
  RFC7515_A2_KEY,
  RFC7515_A3,
  RFC7515_A3_KEY,
  RFC7519_6_1,
} from '../../fixtures/tokens.ts';
import { signer } from '../core/tokens/verify/signing.ts';
import { NOW_MS, run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

const idsOf = (json: { tokens: { findings: { id: string }[] }[] }) =>
  json.tokens[0]?.findings.map(({ id }) => id);

describe('decode with keys', () => {
  it('verifies, and no longer says that nobody did', async () => {
    const { jwk, sign } = await signer('ES256');
    const path = temporary({ keys: [{ ...jwk, kid: 'bank-1' }] });
    const token = await sign({ kid: 'bank-1' });
    const { exitCode, json } = await runJson(['decode', token, '--jwks', path]);
    expect(exitCode).toBe(0);
    expect(json.tokens[0].verification).toEqual({
      verdict: 'good',
      sentence: expect.stringContaining(`Signature fits key bank-1, ES256, from ${path}.`),
    });
    expect(idsOf(json)).toEqual([]);
    expect((await run(['decode', token, '--jwks', path])).out).toContain('Signature fits key');
  });

  it('exits 1 for a signature that does not fit', async () => {
    const token = fakeToken({ alg: 'RS256' }, { exp: NOW_MS / 1000 + 60 });
    const args = ['decode', token, '--jwks', temporary(RFC7515_A2_KEY)];
    const { exitCode, json } = await runJson(args);
    expect(exitCode).toBe(1);
    expect(idsOf(json)).toEqual(['JW12', 'JW11']);
  });

  it('takes a public key in PEM, and a shared secret from a file', async () => {
    const { sign, verifying } = await signer('RS256');
    const pem = temporary(await exportSPKI(verifying as CryptoKey));
    expect(idsOf((await runJson(['decode', await sign(), '--key', pem])).json)).toEqual([]);
    const secret = 'made-up-secret-that-is-long-enough-0123456789';
    const { createHmac } = await import('node:crypto');
    const signed = `${encodeText('{"alg":"HS256"}')}.${encodeText('{"exp":4000000000}')}`;
    const token = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
    const { json } = await runJson(['decode', token, '--secret', temporary(`${secret}\n`)]);
    expect(idsOf(json)).toEqual(['JW07']);
  });

  it('opens what is encrypted, and looks at what is inside', async () => {
    const { json } = await runJson(['decode', RFC7516_A3, '--key', temporary(RFC7516_A3_KEY)]);
    expect(json.tokens[0]).toMatchObject({
      kind: 'jwe',
      verification: { verdict: 'good' },
      inside: { kind: 'text', text: 'Live long and prosper.' },
    });
    const nested = await new CompactEncrypt(new TextEncoder().encode(RFC7515_A2))
      .setProtectedHeader({ alg: 'dir', enc: 'A128GCM' })
      .encrypt(Buffer.from(RFC7516_A3_KEY.k, 'base64url'));
    const keys = temporary({ keys: [RFC7516_A3_KEY, RFC7515_A2_KEY] });
    const opened = await runJson(['decode', nested, '--jwks', keys]);
    expect(opened.exitCode).toBe(1);
    expect(opened.json.tokens[0].inside).toMatchObject({
      claims: { iss: 'joe' },
      verification: { verdict: 'good' },
      findings: [{ id: 'JW15' }],
    });
    expect((await run(['decode', nested, '--jwks', keys])).out).toContain('"iss": "joe"');
  });

  it('says of RSA1_5 that nobody offers it', async () => {
    const { json } = await runJson(['decode', RFC7516_A2, '--key', temporary(RFC7516_A3_KEY)]);
    expect(json.tokens[0].verification.sentence).toContain('RSA1_5');
  });

  it.each([
    ['a public key as a secret', '--secret', RFC7515_A2_KEY, 'This is a key, not a shared secret'],
    ['a file without keys', '--jwks', 'hello', 'No key can be read here'],
  ])('refuses %s', async (_what, option, content, sentence) => {
    const { exitCode, complaints } = await run([
      ...['decode', RFC7515_A2, option, temporary(content)],
    ]);
    expect(exitCode).toBe(2);
    expect(complaints).toContain(sentence);
  });

  it('refuses a file that is not there', async () => {
    expect(await run(['decode', RFC7515_A2, '--jwks', '/no/such/file'])).toMatchObject({
      exitCode: 2,
    });
  });

  it('holds an ID token against what came beside it and what is given', async () => {
    const { jwk, sign } = await signer('ES256');
    const at_hash = createHash('sha256').update('FAKE-access').digest().subarray(0, 16);
    const now = NOW_MS / 1000;
    const claims = { iss: 'https://bank.example', aud: 'client-1', iat: now, exp: now + 60 };
    const hash = { at_hash: at_hash.toString('base64url'), cnf: { jkt: 'x' } };
    const id_token = await sign({}, { ...claims, ...hash });
    const answer = JSON.stringify({ access_token: 'FAKE-access', id_token });
    const key = temporary(jwk);
    const args = ['decode', answer, '--jwks', key, '--certificate', key];
    const { json } = await runJson([...args, '--issuer', 'https://bank.example', '--nonce', 'n']);
    const own = json.tokens[1];
    expect(own.checks).toContainEqual({ name: 'iss', outcome: 'ok' });
    expect(own.checks).toContainEqual({ name: 'at_hash', outcome: 'ok' });
    expect(own.checks).toContainEqual({ name: 'nonce', outcome: 'failed' });
    expect(own.checks).toContainEqual({
      name: 'aud',
      outcome: 'unchecked',
      because: 'nothing given to compare with',
    });
    expect(own.findings.map(({ id }: { id: string }) => id)).toEqual(['ID01', 'JW23']);
    const plain = (await runJson(['decode', answer])).json.tokens[1];
    expect(plain.checks).toBeUndefined();
    expect(plain.findings.map(({ id }: { id: string }) => id)).not.toContain('ID01');
    expect((await run(args)).out).toMatch(/checks\n {2}iss +unchecked/);
  });

  it.each([
    ['RFC 7515 A.1', RFC7515_A1],
    ['RFC 7515 A.2', RFC7515_A2],
    ['RFC 7515 A.3', RFC7515_A3],
    ['RFC 7519 6.1', RFC7519_6_1],
    ['a changed one', RFC7515_A2.replace('.eyJ', '.eyK')],
    ['a damaged one', `${RFC7515_A2}=`],
  ])('finds in %s what the panel finds', async (_name, token) => {
    const keys = [RFC7515_A1_KEY, RFC7515_A2_KEY, RFC7515_A3_KEY];
    const decoded = decodeToken(token);
    const checked = await checkToken(token, decoded, { keys }, NOW_MS, crypto.subtle);
    const panel = withVerification(
      lintToken(token, decoded, NOW_MS),
      checked.verified,
      checked.findings,
    );
    const { json } = await runJson(['decode', token, '--jwks', temporary({ keys })]);
    expect(idsOf(json)?.toSorted()).toEqual(panel.map(({ id }) => id).toSorted());
  });
});
