import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json' with { type: 'json' };
import {
  innerNames,
  meaningOf,
  missingMembers,
} from '../../../../src/core/tokens/claim-meanings.ts';

const source = readFileSync(
  new URL('../../../../src/core/tokens/claim-meanings.ts', import.meta.url),
  'utf8',
);
const [, claims = '', header = ''] = /CLAIMS = `(.*?)`.*HEADER = `(.*?)`/s.exec(source) ?? [];
const namesIn = (table: string) =>
  table.split('\n').flatMap((line) => line.split(/[ =]/)[0]?.split(',') ?? []);

describe('every claim and header member', () => {
  it.each([
    ['claims', claims],
    ['header', header],
  ] as const)('of the %s has a sentence and a source', (place, table) => {
    const names = namesIn(table);
    expect(names.length).toBeGreaterThan(25);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      const meaning = meaningOf(place, name);
      expect(Object.keys(messages), name).toContain(meaning?.message);
      expect(meaning?.source, name).toMatch(/^(RFC \d{4} §[\d.]+|[A-Z][\w .-]+( §[\d.]+)?)$/);
    }
  });

  it('is said in some table, if there is a sentence', () => {
    const used = new Set([
      ...namesIn(claims).map((name) => meaningOf('claims', name)?.message),
      ...namesIn(header).map((name) => meaningOf('header', name)?.message),
    ]);
    const told = Object.keys(messages).filter((key) => key.startsWith('meaning_'));
    expect(told.filter((key) => !used.has(key as never))).toEqual([]);
  });
});

describe('the level', () => {
  it.each([
    ['any JWT', undefined, 'exp', 'optional', 'RFC 7519 §4.1.4'],
    ['an ID token', 'id_token', 'exp', 'required', 'RFC 7519 §4.1.4; OpenID Connect Core §2'],
    ['an access token', 'access_token', 'client_id', 'required', 'RFC 8693 §4.3; RFC 9068 §2'],
    ['an access token', 'access_token', 'nbf', 'optional', 'RFC 7519 §4.1.5'],
    ['a DPoP proof', 'dpop', 'htm', 'required', 'RFC 9449 §4.2'],
    ['any JWT', undefined, 'active', undefined, 'RFC 7662 §2.2'],
    ['an access token', 'access_token', 'active', undefined, 'RFC 7662 §2.2'],
    ['an access token', 'access_token', 'scope', 'optional', 'RFC 8693 §4.2'],
    ['an ID token', 'id_token', 'jti', 'optional', 'RFC 7519 §4.1.7'],
    ['a request object', 'request_object', 'jti', 'optional', 'RFC 7519 §4.1.7'],
    ['a key binding', 'key_binding', 'nonce', 'required', 'OpenID Connect Core §2; RFC 9901 §4.3'],
    ['any JWT', undefined, 'openbanking_intent_id', undefined, 'UK Open Banking Security Profile'],
  ] as const)('in %s (%s), %s is %s', (_which, kind, name, level, from) => {
    const meaning = meaningOf('claims', name, kind);
    expect([meaning?.level, meaning?.source]).toEqual([level, from]);
  });

  it('tells what is missing', () => {
    const claimsOfOne = { iss: 'x', sub: 'x', aud: 'x', exp: 1 };
    expect(missingMembers('claims', claimsOfOne, 'access_token')).toEqual([
      'iat',
      'jti',
      'client_id',
    ]);
    expect(missingMembers('claims', claimsOfOne, undefined)).toEqual([]);
    expect(missingMembers('header', { alg: 'ES256' }, 'dpop')).toEqual(['typ', 'jwk']);
  });
});

it('members of a claim and values have meanings too', () => {
  expect(innerNames('cnf', { jkt: 'x', other: 1 })).toEqual(['cnf.jkt']);
  expect(innerNames('acr', 'urn:openbanking:psd2:sca')).toEqual(['acr:urn:openbanking:psd2:sca']);
  expect(innerNames('acr', 0)).toEqual([]);
  expect(innerNames('cnf', null)).toEqual([]);
  expect(innerNames('acr', ['x', '0'])).toEqual(['acr:0']);
  const many = (count: number) => Array.from({ length: count }, (_none, at) => [`x${at}`, 1]);
  const members = (count: number) => Object.fromEntries([...many(count), ['jkt', 'x']]);
  expect(innerNames('cnf', members(19))).toEqual(['cnf.jkt']);
  expect(innerNames('cnf', members(20))).toEqual([]);
  expect(innerNames('acr', [...many(19).flat().slice(0, 19), '0'])).toEqual(['acr:0']);
  expect(innerNames('acr', [...many(20).flat().slice(0, 20), '0'])).toEqual([]);
  expect(meaningOf('claims', 'toString')).toBeUndefined();
});
