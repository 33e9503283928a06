import { exportSPKI, generateKeyPair, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  encodeText,
  RFC7515_A1,
  RFC7515_A1_KEY,
  RFC7515_A2,
  RFC7515_A2_KEY,
  RFC7515_A3,
  RFC7515_A3_KEY,
  RFC7515_A4,
  RFC7515_A4_KEY,
  RFC7519_6_1,
  RFC8037_A4,
  RFC8037_A4_KEY,
} from '../../../../fixtures/tokens.ts';
import { ALGORITHMS, CLAIMS, flipped, signer, verify } from './signing.ts';

describe('the examples of the RFCs', () => {
  it.each([
    ['RFC 7515 A.1, HS256', RFC7515_A1, RFC7515_A1_KEY],
    ['RFC 7515 A.2, RS256', RFC7515_A2, RFC7515_A2_KEY],
    ['RFC 7515 A.3, ES256', RFC7515_A3, RFC7515_A3_KEY],
    ['RFC 7515 A.4, ES512', RFC7515_A4, RFC7515_A4_KEY],
    ['RFC 8037 A.4, Ed25519', RFC8037_A4, RFC8037_A4_KEY],
  ])('%s is verified', async (_name, token, key) => {
    expect(await verify(token, [key])).toMatchObject({ verdict: 'good', mismatches: [] });
    expect(await verify(flipped(token, token.length - 5), [key])).toMatchObject({ verdict: 'bad' });
  });

  it('RFC 7515 A.5, none, has no signature', async () => {
    const expected = { verdict: 'refused', why: 'none' };
    expect(await verify(RFC7519_6_1, [RFC7515_A2_KEY])).toMatchObject(expected);
    expect(await verify(RFC7519_6_1, [RFC7515_A1_KEY])).toMatchObject(expected);
  });
});

describe.each(ALGORITHMS)('what another library signs with %s', (alg) => {
  it('is verified, and bad as soon as one bit differs in any part', async () => {
    const { jwk, sign } = await signer(alg);
    const token = await sign();
    expect(await verify(token, [jwk])).toMatchObject({ verdict: 'good', alg });
    const [header = '', claims = ''] = token.split('.');
    const inClaims = header.length + 1 + Math.floor(claims.length / 2);
    const inSignature = header.length + claims.length + 12;
    for (const at of [inClaims, inSignature]) {
      expect(await verify(flipped(token, at), [jwk])).toMatchObject({ verdict: 'bad' });
    }
    const inHeader = `${encodeText(JSON.stringify({ alg, typ: 'JWT' }))}${token.slice(header.length)}`;
    expect(await verify(inHeader, [jwk])).toMatchObject({ verdict: 'bad' });
  });

  it('does not fit the key of another', async () => {
    const token = await (await signer(alg)).sign();
    const { jwk } = await signer(alg, 'other');
    expect(await verify(token, [jwk])).toMatchObject({ verdict: 'bad' });
  });

  it('is verified by the right one of several keys', async () => {
    const { jwk, sign } = await signer(alg);
    const others = await Promise.all([
      signer('RS256', 'two'),
      signer('ES256', 'two'),
      signer(alg, 'two'),
    ]);
    const keys = [...others.map((other) => other.jwk), { ...jwk, kid: 'the one' }];
    expect(await verify(await sign(), keys)).toMatchObject({ verdict: 'good', key: 'the one' });
  });
});

describe('the key', () => {
  it('is chosen by kid, and no other is tried', async () => {
    const [one, two] = await Promise.all([signer('ES256'), signer('ES256', 'two')]);
    const keys = [
      { ...one.jwk, kid: 'one' },
      { ...two.jwk, kid: 'two' },
    ];
    const token = await one.sign({ kid: 'one' });
    expect(await verify(token, keys)).toMatchObject({ verdict: 'good', key: 'one' });
    const lying = await one.sign({ kid: 'two' });
    expect(await verify(lying, keys)).toMatchObject({ verdict: 'bad', key: 'two' });
  });

  it('that only has another kid fits with a warning, and its failing proves nothing', async () => {
    const { jwk, sign } = await signer('ES256');
    const token = await sign({ kid: 'new' });
    const keys = [{ ...jwk, kid: 'old' }];
    const mismatches = [{ what: 'kid', has: 'old', needs: 'new', tried: true }];
    expect(await verify(token, keys)).toMatchObject({ verdict: 'good', mismatches });
    const other = [{ ...(await signer('ES256', 'two')).jwk, kid: 'old' }];
    expect(await verify(token, other)).toMatchObject({ verdict: 'no_key', mismatches });
  });

  it.each([
    ['alg', 'RS256', { alg: 'PS256' }, 'PS256', 'RS256'],
    ['use', 'RS256', { use: 'enc' }, 'enc', 'sig'],
    ['key_ops', 'RS256', { key_ops: ['encrypt'] }, 'encrypt', 'verify'],
  ])('whose %s differs is not tried', async (what, alg, change, has, needs) => {
    const { jwk, sign } = await signer(alg);
    expect(await verify(await sign(), [{ ...jwk, ...change }])).toMatchObject({
      verdict: 'no_key',
      mismatches: [{ what, has, needs }],
    });
  });

  it.each([
    ['kty', 'RS256', 'ES256'],
    ['crv', 'ES384', 'ES256'],
    ['kty', 'HS256', 'RS256'],
  ])('of another %s is not tried', async (what, tokenAlg, keyAlg) => {
    const token = await (await signer(tokenAlg)).sign();
    const { jwk } = await signer(keyAlg);
    expect(await verify(token, [jwk])).toMatchObject({ verdict: 'no_key', mismatches: [{ what }] });
  });

  it('of RSA has 2048 bits or more', async () => {
    const pair = await crypto.subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        hash: 'SHA-256',
        modulusLength: 1024,
        publicExponent: new Uint8Array([1, 0, 1]),
      },
      true,
      ['sign', 'verify'],
    );
    const signed = `${encodeText('{"alg":"RS256"}')}.${encodeText(JSON.stringify(CLAIMS))}`;
    const bytes = await crypto.subtle.sign(
      'RSASSA-PKCS1-v1_5',
      pair.privateKey,
      new TextEncoder().encode(signed),
    );
    const token = `${signed}.${Buffer.from(bytes).toString('base64url')}`;
    const { kty, n, e } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    expect(await verify(token, [{ kty, n, e }])).toMatchObject({
      verdict: 'no_key',
      mismatches: [{ what: 'bits', has: '1024', needs: '2048' }],
    });
  });

  it('that is shared and short is tried, with a warning', async () => {
    const { createHmac } = await import('node:crypto');
    const signed = `${encodeText('{"alg":"HS256"}')}.${encodeText(JSON.stringify(CLAIMS))}`;
    const mac = createHmac('sha256', 'short').update(signed).digest('base64url');
    expect(
      await verify(`${signed}.${mac}`, [{ kty: 'oct', k: encodeText('short') }]),
    ).toMatchObject({
      verdict: 'good',
      mismatches: [{ what: 'bits', has: '40', needs: '256', tried: true }],
    });
  });

  it('that is damaged is told apart from one that does not fit', async () => {
    const token = await (await signer('ES256')).sign();
    const broken = { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' };
    expect(await verify(token, [broken])).toMatchObject({
      verdict: 'no_key',
      mismatches: [{ what: 'JWK' }],
    });
  });
});

describe('a token is refused', () => {
  it('that takes a public key for a shared secret', async () => {
    const { publicKey } = await generateKeyPair('RS256', { extractable: true });
    const pem = await exportSPKI(publicKey);
    const { createHmac } = await import('node:crypto');
    const signed = `${encodeText('{"alg":"HS256"}')}.${encodeText(JSON.stringify(CLAIMS))}`;
    const token = `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
    const { kty, n, e } = await crypto.subtle.exportKey('jwk', publicKey);
    expect(await verify(token, [{ kty, n, e }])).toMatchObject({
      verdict: 'no_key',
      mismatches: [{ what: 'kty', has: 'RSA', needs: 'oct' }],
    });
  });

  it('that brings the key of its own signature, or says where it lies', async () => {
    const { jwk, sign } = await signer('ES256');
    const token = await sign({ jwk, jku: 'https://forger.example/keys', kid: 'forged' });
    expect(await verify(token, [])).toMatchObject({ verdict: 'no_key' });
    expect(await verify(token, [RFC7515_A3_KEY])).toMatchObject({ verdict: 'bad' });
  });

  it.each([
    ['whose alg nobody knows', { alg: 'RS1' }, 'alg'],
    ['without alg', { typ: 'JWT' }, 'alg'],
    ['with alg none in any case', { alg: 'nOnE' }, 'none'],
    ['that wants extensions understood', { alg: 'RS256', crit: ['exp'] }, 'crit'],
    ['with an unencoded payload', { alg: 'RS256', b64: false }, 'crit'],
  ])('%s', async (_what, header, why) => {
    const token = `${encodeText(JSON.stringify(header))}${RFC7515_A2.slice(RFC7515_A2.indexOf('.'))}`;
    expect(await verify(token, [RFC7515_A2_KEY])).toMatchObject({ verdict: 'refused', why });
  });

  it.each([
    ['padding', `${RFC7515_A2}==`],
    ['stray last bits', `${RFC7515_A2.slice(0, -1)}x`],
    ['a header that is no JSON', `eyJh${RFC7515_A2.slice(RFC7515_A2.indexOf('.'))}`],
  ])('with %s', async (_what, token) => {
    expect(await verify(token, [RFC7515_A2_KEY])).toMatchObject({ why: 'malformed' });
  });

  it('that is not signed', async () => {
    const token = new UnsecuredJWT(CLAIMS).encode();
    expect(await verify(token, [RFC7515_A2_KEY])).toMatchObject({ why: 'none' });
  });
});
