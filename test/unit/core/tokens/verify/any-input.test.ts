import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkToken } from '../../../../../src/core/lint/check-token.ts';
import { decodeToken } from '../../../../../src/core/tokens/decode-jwt.ts';
import type { Jwk } from '../../../../../src/core/tokens/verify/jwk.ts';
import { readBinding } from '../../../../../src/core/tokens/verify/read-binding.ts';
import { readKeys, readSecret } from '../../../../../src/core/tokens/verify/read-keys.ts';
import { runs } from '../../../../extent.ts';
import { RFC7516_A3_KEY } from '../../../../fixtures/encrypted-tokens.ts';
import {
  encodeText,
  RFC7515_A1_KEY,
  RFC7515_A2_KEY,
  RFC7515_A3_KEY,
} from '../../../../fixtures/tokens.ts';

const KEYS: Jwk[] = [RFC7515_A1_KEY, RFC7515_A2_KEY, RFC7515_A3_KEY, RFC7516_A3_KEY];
const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.base64String());

/** A header that says anything, in the names that matter. */
const header = fc.record(
  {
    alg: fc.oneof(
      fc.constantFrom('RS256', 'HS256', 'ES256', 'none', 'dir', 'A128KW', 'A128GCMKW', 'ECDH-ES'),
      fc.constantFrom('PBES2-HS256+A128KW', 'RSA-OAEP', 'EdDSA'),
      value,
    ),
    enc: fc.oneof(fc.constantFrom('A128GCM', 'A128CBC-HS256'), value),
    kid: value,
    crit: value,
    epk: value,
    p2c: fc.oneof(fc.integer({ max: 100 }), fc.string()),
    p2s: value,
    iv: value,
    tag: value,
    apu: value,
  },
  { requiredKeys: ['alg'] },
);
const part = fc.oneof(
  fc.base64String(),
  fc.jsonValue({ maxDepth: 2 }).map((json) => encodeText(JSON.stringify(json))),
);
const token = fc
  .tuple(header, fc.array(part, { minLength: 2, maxLength: 4 }))
  .map(([head, parts]) => [encodeText(JSON.stringify(head)), ...parts].join('.'));
const jwk = fc.dictionary(
  fc.constantFrom('kty', 'crv', 'n', 'e', 'x', 'y', 'k', 'd', 'kid', 'use', 'alg', 'key_ops'),
  fc.oneof(fc.constantFrom('RSA', 'EC', 'oct', 'OKP', 'P-256', 'Ed25519', 'AQAB'), value),
);

it('no token and no key makes a check throw, and none of them is verified', async () => {
  await fc.assert(
    fc.asyncProperty(token, fc.array(jwk, { maxLength: 3 }), async (text, keys) => {
      const means = {
        keys: [...KEYS, ...(keys as Jwk[])],
        idToken: {
          issuer: 'i',
          clientId: 'c',
          nonce: 'n',
          accessToken: 'a',
          code: 'c',
          state: 's',
        },
        binding: { member: 'jkt', thumbprint: 't' } as const,
      };
      const checked = await checkToken(text, decodeToken(text), means, 0, crypto.subtle);
      expect(checked.verified).toBe(false);
    }),
    { numRuns: runs(2000), seed: 5 },
  );
}, 60_000);

it('no text makes reading keys throw', async () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.array(jwk).map((keys) => JSON.stringify({ keys })),
    fc
      .tuple(
        fc.constantFrom('CERTIFICATE', 'PUBLIC KEY', 'PRIVATE KEY', 'EC PRIVATE KEY'),
        fc.base64String(),
      )
      .map(([label, body]) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`),
  );
  await fc.assert(
    fc.asyncProperty(text, async (given) => {
      await readKeys(given, crypto.subtle);
      await readBinding(given, crypto.subtle);
      readSecret(given);
    }),
    { numRuns: runs(2000), seed: 5 },
  );
}, 60_000);
