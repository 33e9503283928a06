import { expect, it } from 'vitest';
import {
  signatureAlgorithm,
  takesAlgorithm,
} from '../../../../../src/core/tokens/verify/signature-algorithm.ts';

it.each([
  ['RS256', 'RSA', undefined, 2048, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }],
  ['PS384', 'RSA', undefined, 2048, { name: 'RSA-PSS', hash: 'SHA-384', saltLength: 48 }],
  ['ES256', 'EC', 'P-256', undefined, { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' }],
  ['ES512', 'EC', 'P-521', undefined, { name: 'ECDSA', hash: 'SHA-512', namedCurve: 'P-521' }],
  ['HS512', 'oct', undefined, 512, { name: 'HMAC', hash: 'SHA-512' }],
  ['EdDSA', 'OKP', 'Ed25519', undefined, { name: 'Ed25519' }],
  ['Ed25519', 'OKP', 'Ed25519', undefined, { name: 'Ed25519' }],
])('%s takes %s keys', (alg, kty, crv, bits, params) => {
  const { crv: curve, bits: size, ...rest } = signatureAlgorithm(alg) ?? {};
  expect([curve, size, rest]).toEqual([crv, bits, { kty, params }]);
});

it.each(['none', 'ES256K', 'XRS256', 'RS2560', 'RS128', 'AS256', ''])('%s is none', (alg) => {
  expect(signatureAlgorithm(alg)).toBeUndefined();
});

it.each<[unknown, string[] | undefined, boolean]>([
  ['PS256', undefined, true],
  ['PS256', [], true],
  ['PS256', ['ES256', 'PS256'], true],
  ['PS256', ['ES256'], false],
  ['HS256', undefined, false],
  ['HS256', ['HS256'], false],
  ['none', ['none'], false],
  [undefined, undefined, false],
])('a bank that signs with %s, where %j are listed: %s', (alg, listed, takes) => {
  expect(takesAlgorithm(alg, listed)).toBe(takes);
});
