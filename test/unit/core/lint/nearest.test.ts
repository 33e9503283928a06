import { describe, expect, it } from 'vitest';
import { bodyKind } from '../../../../src/core/lint/body-kind.ts';
import { claimText } from '../../../../src/core/lint/claim-text.ts';
import { domainOf } from '../../../../src/core/lint/domain.ts';
import { ASYMMETRIC, isNear } from '../../../../src/core/lint/jwt-members.ts';
import { isNearHost, nearest, slips } from '../../../../src/core/lint/nearest.ts';

const NOW = 1_763_700_000;

describe('slips and nearness', () => {
  it.each([
    ['scope', 'scope', 0],
    ['Scope', 'sCOPE', 0],
    ['scop', 'scope', 1],
    ['scpoe', 'scope', 2],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
  ])('between %j and %j lie %i', (one, other, count) => {
    expect(slips(one, other)).toBe(count);
  });

  it.each([
    ['bank.example', 'bank.example', false],
    ['www.bank.example', 'bank.example', true],
    ['my.www.example', 'my.example', false],
    ['bnak.example', 'bank.example', true],
    ['bnka.exampl', 'bank.example', false],
  ])('%s is nearly %s: %s', (one, other, isNearly) => {
    expect(isNearHost(one, other)).toBe(isNearly);
  });

  it('takes the first of the nearest', () => {
    expect(nearest('scop', ['state', 'scope', 'scops'])).toBe('scope');
    expect(nearest('scop', [])).toBe('');
  });

  it.each<[unknown, number | undefined, boolean]>([
    [NOW, NOW * 1000, false],
    [NOW + 1, NOW * 1000, true],
    [NOW + 10, NOW * 1000, true],
    [NOW + 11, NOW * 1000, false],
    [1, undefined, true],
    [String(NOW + 1), undefined, false],
  ])('%j lies within ten seconds of %j: %s', (claim, nowMs, isIt) => {
    expect(isNear(claim, nowMs, 0, 10)).toBe(isIt);
  });

  it.each([
    ['PS256', true],
    ['RS384', true],
    ['ES512', true],
    ['EdDSA', true],
    ['Ed25519', true],
    ['HS256', false],
    ['XPS256', false],
    ['PS2566', false],
    ['Ed255190', false],
  ])('%s works with a pair of keys: %s', (alg, isPair) => {
    expect(ASYMMETRIC.test(alg)).toBe(isPair);
  });
});

it.each([
  ['a.b.bank.example', 'bank.example'],
  ['bank.example', 'bank.example'],
  ['localhost', 'localhost'],
  ['api.bank.co.uk', 'bank.co.uk'],
  ['api.bank.com.pl', 'bank.com.pl'],
  ['api.tesco.uk', 'tesco.uk'],
  ['api.bank.co.example', 'co.example'],
  ['192.168.0.1', '192.168.0.1'],
  ['1.bank.example', 'bank.example'],
  ['[::1]', '[::1]'],
])('the domain of %s is %s', (host, domain) => {
  expect(domainOf(host)).toBe(domain);
});

it.each<[unknown, string]>([
  [undefined, '–'],
  [null, 'null'],
  ['a', 'a'],
  [7, '7'],
  [['a', 1, null], '["a",1,null]'],
  [[{}], '[…]'],
  [{ a: 1 }, '{…}'],
])('%j is quoted as %s', (claim, text) => {
  expect(claimText(claim)).toBe(text);
});

it.each([
  ['', 'empty'],
  [' \n', 'empty'],
  ['\uFEFF <!DOCTYPE html>', 'page'],
  ['<HTML lang="en">', 'page'],
  ['<htmlish/>', 'xml'],
  ['a <html>', 'text'],
  [`${' '.repeat(500)}<html>`, 'text'],
  [`${' '.repeat(490)}<html>`, 'page'],
  ['\uFEFF{}', 'object'],
  ['\uFEFF[]', 'json'],
  ['"a"', 'json'],
  ['{"a"', 'broken'],
  ['["a"', 'broken'],
  ['"a', 'broken'],
  ['a {', 'text'],
])('a body of %j is %s', (body, kind) => {
  expect(bodyKind({ body, cut: false })).toBe(kind);
  expect(bodyKind({ body, cut: true })).toBe('cut');
});
