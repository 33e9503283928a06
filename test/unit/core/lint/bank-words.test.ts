import { expect, it } from 'vitest';
import { bankWords } from '../../../../src/core/lint/bank-words.ts';
import { firstDifference } from '../../../../src/core/lint/first-difference.ts';
import { maskFindings } from '../../../../src/core/lint/mask-findings.ts';
import { isSecureAddress } from '../../../../src/core/lint/secure-address.ts';

it.each([
  ['plain words stay', 'Token expiré', 'Token expiré'],
  ['nothing is nothing', undefined, ''],
  ['control characters become visible', 'a\u0000b\r\n', 'a\\u0000b\\u000d\\u000a'],
  ['characters that turn text around become visible', 'a\u202Eb', 'a\\u202eb'],
  ['long text is cut', 'x'.repeat(301), `${'x'.repeat(300)}…`],
  ['a token in it is masked', 'got Bearer FAKE-token-0123', 'got Bearer {{masked#}}'],
])('%s', (_behaviour, text, expected) => {
  expect(bankWords(text)).toBe(expected);
});

it.each([
  ['abc', 'abd', 3],
  ['abc', 'abcd', 4],
  ['', 'a', 1],
  ['x', 'a', 1],
])('"%s" and "%s" part at character %d', (one, other, position) => {
  expect(firstDifference(one, other)).toBe(position);
});

it('masks a known secret that the bank quoted back', () => {
  const finding = {
    id: 'TE01',
    slug: 'token-error-known',
    severity: 'error',
    actor: 'you',
    source: 'RFC 6749 §5.2',
    facts: ['invalid_grant', '400', 'code FAKE-code is spent'],
  } as const;
  const reference = {
    id: 'k1',
    kind: 'authorization_code',
    length: 9,
    fingerprint: '0badcafe',
  } as const;
  const [masked] = maskFindings(
    [{ ...finding, facts: [...finding.facts] }],
    [{ reference, value: 'FAKE-code' }],
  );
  expect(masked?.facts[2]).toBe('code {{authorization_code#0badcafe}} is spent');
});

it.each([
  ['https://bank.example/token', true],
  ['http://17515.bpce.localhost:8489/token', true],
  ['http://localhost/token', true],
  ['http://[::1]:8080/', true],
  ['http://bank.example/token', false],
  ['http://127.0.0.1.evil.example/', false],
  ['ftp://localhost/', false],
  ['bank.example', false],
])('%s is secure: %s', (address, expected) => {
  expect(isSecureAddress(address)).toBe(expected);
});
