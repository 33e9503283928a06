import { expect, it } from 'vitest';
import { decodeToken } from '../../../../src/core/tokens/decode-jwt.ts';
import { expectedKind, kindOfToken } from '../../../../src/core/tokens/token-kind.ts';
import { fakeToken } from '../../../fixtures/tokens.ts';

it.each<[string, object, object | undefined]>([
  ['at+jwt', {}, { kind: 'access_token', by: 'typ', sign: 'typ at+jwt' }],
  ['application/AT+JWT', {}, { kind: 'access_token', by: 'typ', sign: 'typ application/AT+JWT' }],
  ['logout+jwt', {}, { kind: 'logout_token', by: 'typ' }],
  ['dpop+jwt', { nonce: 'n' }, { kind: 'dpop', by: 'typ' }],
  ['kb+jwt', { nonce: 'n' }, { kind: 'key_binding', by: 'typ' }],
  ['oauth-authz-req+jwt', {}, { kind: 'request_object', by: 'typ' }],
  ['token-introspection+jwt', {}, { kind: 'introspection', by: 'typ' }],
  ['dc+sd-jwt', {}, { kind: 'sd_jwt', by: 'typ', sign: 'typ dc+sd-jwt' }],
  ['dc+sd-jwt+more', {}, undefined],
  ['x-application/at+jwt', {}, undefined],
  ['JWT', {}, undefined],
  ['toString', {}, undefined],
  ['JWT', { at_hash: 'x' }, { kind: 'id_token', by: 'claim', sign: 'at_hash' }],
  ['JWT', { c_hash: 'x' }, { kind: 'id_token', by: 'claim', sign: 'c_hash' }],
  ['JWT', { nonce: null }, { kind: 'id_token', by: 'claim', sign: 'nonce' }],
])('typ %s with claims %j', (typ, claims, kind) => {
  const found = kindOfToken(decodeToken(fakeToken({ alg: 'ES256', typ }, claims)));
  if (kind) expect(found).toMatchObject(kind);
  else expect(found).toBeUndefined();
});

it('tells nothing of what cannot be read, and asks no typ that is no text', () => {
  expect(kindOfToken(decodeToken('FAKE-opaque'))).toBeUndefined();
  const odd = decodeToken(fakeToken({ alg: 'ES256', typ: 1 }, { nonce: 'n' }));
  expect(kindOfToken(odd)).toMatchObject({ by: 'claim' });
});

it.each([
  ['access_token', 'access_token'],
  ['id_token', 'id_token'],
  ['refresh_token', undefined],
  ['', undefined],
])('what comes as %j is expected to be %j', (name, kind) => {
  expect(expectedKind(name)).toBe(kind);
});
