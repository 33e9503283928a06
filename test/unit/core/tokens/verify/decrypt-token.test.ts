import { CompactEncrypt, exportJWK, generateKeyPair, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { decodeToken } from '../../../../../src/core/tokens/decode-jwt.ts';
import { concatKdf } from '../../../../../src/core/tokens/verify/concat-kdf.ts';
import { decryptToken } from '../../../../../src/core/tokens/verify/decrypt-token.ts';
import type { Jwk } from '../../../../../src/core/tokens/verify/jwk.ts';
import {
  RFC7516_A1,
  RFC7516_A1_KEY,
  RFC7516_A2,
  RFC7516_A3,
  RFC7516_A3_KEY,
} from '../../../../fixtures/encrypted-tokens.ts';
import { encodeText } from '../../../../fixtures/tokens.ts';
import { flipped } from './signing.ts';

function decrypt(token: string, keys: readonly object[]) {
  const decoded = decodeToken(token);
  if (decoded.kind !== 'jwe') throw new Error('no JWE');
  return decryptToken(token, decoded, keys as Jwk[], crypto.subtle);
}

const rsa = generateKeyPair('RSA-OAEP-256', { extractable: true });
const ec = (crv: string) => generateKeyPair('ECDH-ES', { extractable: true, crv });

/** A shared key of so many bits. */
function oct(bits: number): Jwk {
  return { kty: 'oct', k: Buffer.alloc(bits / 8, 'made-up key material').toString('base64url') };
}

const CONTENT_BITS: Record<string, number> = {
  A128GCM: 128,
  A192GCM: 192,
  A256GCM: 256,
  'A128CBC-HS256': 256,
  'A192CBC-HS384': 384,
  'A256CBC-HS512': 512,
};

/** A key for an algorithm, as another library makes it: the half that encrypts and the one that opens. */
async function keyFor(alg: string, enc: string, crv = 'P-256'): Promise<[Jwk, Jwk]> {
  if (alg.startsWith('RSA') || alg.startsWith('ECDH')) {
    const pair = await (alg.startsWith('RSA') ? rsa : ec(crv));
    const own = (await exportJWK(pair.privateKey)) as Jwk;
    return [(await exportJWK(pair.publicKey)) as Jwk, own];
  }
  const bits = alg === 'dir' ? CONTENT_BITS[enc] : Number(/^A(\d+)/.exec(alg)?.[1] ?? 256);
  return [oct(bits ?? 0), oct(bits ?? 0)];
}

async function encrypted(alg: string, enc: string, jwk: Jwk, text = 'made-up content, é') {
  const key = await importJWK(jwk, alg);
  const encrypting = new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader({
    alg,
    enc,
  });
  if (alg.startsWith('ECDH')) {
    const bytes = (name: string) => new TextEncoder().encode(name);
    encrypting.setKeyManagementParameters({ apu: bytes('Alice'), apv: bytes('Bob') });
  }
  return encrypting.encrypt(key);
}

describe('the examples of the RFCs', () => {
  it.each([
    ['RFC 7516 A.1, RSA-OAEP and A256GCM', RFC7516_A1, RFC7516_A1_KEY, /^The true sign of/],
    ['RFC 7516 A.3, A128KW and A128CBC-HS256', RFC7516_A3, RFC7516_A3_KEY, /^Live long and/],
  ])('%s is opened', async (_name, token, key, text) => {
    const verdict = await decrypt(token, [key]);
    expect(verdict).toMatchObject({ verdict: 'good', mismatches: [] });
    expect(verdict.text).toMatch(text);
  });

  it('RFC 7516 A.2, RSA1_5, is what no browser offers', async () => {
    expect(await decrypt(RFC7516_A2, [RFC7516_A1_KEY])).toMatchObject({
      verdict: 'refused',
      why: 'alg',
      alg: 'RSA1_5, A128CBC-HS256',
    });
  });

  it('RFC 7518 C: the key that is derived', async () => {
    const z = Uint8Array.of(
      ...[158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156],
      ...[251, 49, 110, 163, 218, 128, 106, 72, 246, 218, 167, 121, 140, 254, 144, 196],
    );
    const parties = { apu: 'QWxpY2U', apv: 'Qm9i' };
    const key = await concatKdf(z, 'A128GCM', 128, parties, crypto.subtle);
    expect(Buffer.from(key).toString('base64url')).toBe('VqqN6vgjbSBcIijNcacQGg');
  });
});

describe('what another library encrypts', () => {
  it.each([
    ...['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512', 'dir', 'ECDH-ES'],
    ...['A128KW', 'A192KW', 'A256KW', 'A128GCMKW', 'A192GCMKW', 'A256GCMKW'],
    ...['ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW'],
    ...['PBES2-HS256+A128KW', 'PBES2-HS384+A192KW', 'PBES2-HS512+A256KW'],
  ])('with %s is opened, whatever its content is encrypted with', async (alg) => {
    for (const enc of Object.keys(CONTENT_BITS)) {
      const [theirs, ours] = await keyFor(alg, enc);
      const token = await encrypted(alg, enc, theirs);
      const expected = { verdict: 'good', text: 'made-up content, é' };
      expect(await decrypt(token, [ours]), enc).toMatchObject(expected);
    }
  });

  it.each(['P-384', 'P-521', 'X25519'])('for a key on %s is opened', async (crv) => {
    const [theirs, ours] = await keyFor('ECDH-ES', 'A256GCM', crv);
    const token = await encrypted('ECDH-ES', 'A256GCM', theirs);
    expect(await decrypt(token, [ours])).toMatchObject({ verdict: 'good' });
  });
});

describe('nothing is opened', () => {
  it.each([
    ['RSA-OAEP-256', 'A256GCM'],
    ['dir', 'A128CBC-HS256'],
    ['A128KW', 'A256CBC-HS512'],
    ['A256GCMKW', 'A128GCM'],
    ['ECDH-ES+A128KW', 'A256GCM'],
    ['ECDH-ES', 'A128CBC-HS256'],
  ])('of %s with %s, once one bit differs in any part', async (alg, enc) => {
    const [theirs, ours] = await keyFor(alg, enc);
    const token = await encrypted(alg, enc, theirs);
    const parts = token.split('.');
    let start = (parts[0]?.length ?? 0) + 1;
    for (const part of parts.slice(1)) {
      if (part !== '') {
        const verdict = await decrypt(flipped(token, start + Math.floor(part.length / 2)), [ours]);
        expect(verdict).toMatchObject({ verdict: 'bad' });
        expect(verdict.text).toBeUndefined();
      }
      start += part.length + 1;
    }
    const header = JSON.parse(Buffer.from(parts[0] ?? '', 'base64url').toString());
    const changed = [encodeText(JSON.stringify({ ...header, typ: 'x' })), ...parts.slice(1)];
    expect(await decrypt(changed.join('.'), [ours])).toMatchObject({ verdict: 'bad' });
  });

  it('by a tag that was cut short', async () => {
    const [theirs, ours] = await keyFor('dir', 'A128GCM');
    const token = await encrypted('dir', 'A128GCM', theirs);
    expect(await decrypt(token.slice(0, -6), [ours])).toMatchObject({ verdict: 'bad' });
  });

  it('by a key of another', async () => {
    const [theirs] = await keyFor('ECDH-ES', 'A128GCM');
    const [, other] = await keyFor('ECDH-ES', 'A128GCM');
    const token = await encrypted('ECDH-ES', 'A128GCM', theirs);
    expect(await decrypt(token, [other])).toMatchObject({ verdict: 'bad' });
  });

  it('by the public half, which is named', async () => {
    const [theirs] = await keyFor('RSA-OAEP', 'A128GCM');
    const token = await encrypted('RSA-OAEP', 'A128GCM', theirs);
    expect(await decrypt(token, [theirs])).toMatchObject({
      verdict: 'no_key',
      mismatches: [{ what: 'private key' }],
    });
  });

  it.each([
    ['a key for signing', { use: 'sig' }, 'use'],
    ['a key of another length', { k: 'AAAA' }, 'bits'],
    ['an RSA key', { kty: 'RSA' }, 'kty'],
  ])('by %s', async (_what, change, what) => {
    expect(await decrypt(RFC7516_A3, [{ ...RFC7516_A3_KEY, ...change }])).toMatchObject({
      verdict: 'no_key',
      mismatches: [{ what }],
    });
  });

  it.each([
    ['an enc nobody knows', { alg: 'dir', enc: 'A128CBC' }, 'alg'],
    ['key and content that do not fit together', { alg: 'dir', enc: 'A128CBC-HS512' }, 'alg'],
    ['an extension', { alg: 'dir', enc: 'A128GCM', crit: ['exp'] }, 'crit'],
    ['compressed content', { alg: 'dir', enc: 'A128GCM', zip: 'DEF' }, 'crit'],
  ])('of a token with %s', async (_what, header, why) => {
    const token = `${encodeText(JSON.stringify(header))}..AAAA.AAAA.AAAA`;
    expect(await decrypt(token, [oct(128)])).toMatchObject({ verdict: 'refused', why });
  });

  it.each([-1, 0, 1e9, 'x'])('of a token that wants %s rounds', async (p2c) => {
    const header = { alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2s: 'AAAA', p2c };
    const token = `${encodeText(JSON.stringify(header))}.AAAA.AAAA.AAAA.AAAA`;
    expect(await decrypt(token, [oct(128)])).toMatchObject({ verdict: 'bad' });
  });

  it.each([undefined, 7, {}, { kty: 'EC' }, { kty: 'EC', crv: 'P-256', x: 1 }])(
    'of a token with the other key %j',
    async (epk) => {
      const header = { alg: 'ECDH-ES', enc: 'A128GCM', epk };
      const token = `${encodeText(JSON.stringify(header))}..AAAA.AAAA.AAAA`;
      const [, ours] = await keyFor('ECDH-ES', 'A128GCM');
      expect(await decrypt(token, [ours])).not.toMatchObject({ verdict: 'good' });
    },
  );

  it('where the cryptography at hand lacks a part, which is said', async () => {
    const [theirs, ours] = await keyFor('A192KW', 'A128GCM');
    const token = await encrypted('A192KW', 'A128GCM', theirs);
    const decoded = decodeToken(token);
    if (decoded.kind !== 'jwe') throw new Error('no JWE');
    const without192 = {
      importKey: () => Promise.reject(new DOMException('192-bit AES keys', 'OperationError')),
    } as unknown as SubtleCrypto;
    expect(await decryptToken(token, decoded, [ours], without192)).toMatchObject({
      verdict: 'refused',
      why: 'engine',
    });
  });
});
