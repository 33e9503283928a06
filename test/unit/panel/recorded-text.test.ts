import { describe, expect, it } from 'vitest';
import { cutOutsideMarks, splitMarks } from '../../../src/core/flow/secret-marks.ts';
import { sourceParts } from '../../../src/core/help/source-parts.ts';
import { indentJson } from '../../../src/panel/flows/indent-json.ts';
import { splitUrl } from '../../../src/panel/flows/split-url.ts';

const MARK = '{{access_token#acce5501}}';

describe('recorded text', () => {
  it('is cut at its secret marks', () => {
    expect(splitMarks(`Bearer ${MARK}!`)).toEqual([
      { text: 'Bearer ' },
      { kind: 'access_token', fingerprint: 'acce5501' },
      { text: '!' },
    ]);
  });

  it('knows marks without a fingerprint', () => {
    expect(splitMarks('{{masked#}}')).toEqual([{ kind: 'masked', fingerprint: '' }]);
  });

  it.each([
    ['inside a mark', 4, `ab${MARK}`],
    ['before a mark', 2, 'ab'],
    ['behind a mark', 28, `ab${MARK}c`],
  ])('shortened %s keeps marks whole', (_where, length, expected) => {
    expect(cutOutsideMarks(`ab${MARK}cdef`, length)).toBe(expected);
  });
});

describe('a URL', () => {
  it('is cut into endpoint and parameters that join to the same URL', () => {
    const url = `https://bank.example/authorize?a=1&state=${MARK}&b=x?y&c#d=2`;
    const { endpoint, parameters } = splitUrl(url);
    expect(endpoint).toBe('https://bank.example/authorize');
    expect(parameters.map(({ separator, name }) => separator + name)).toEqual([
      '?a',
      '&state',
      '&b',
      '&c',
      '#d',
    ]);
    const joined = parameters.map(({ separator, name, value }) => separator + name + value);
    expect(endpoint + joined.join('')).toBe(url);
  });

  it('may have no parameters', () => {
    expect(splitUrl('https://bank.example/token')).toEqual({
      endpoint: 'https://bank.example/token',
      parameters: [],
    });
  });
});

describe('JSON with one member a line', () => {
  it('keeps numbers, escapes and repeated members as they were written', () => {
    const text = '{"a":12345678901234567890, "a" : 1.50,"b":["\\u00e9,{",{}, [ ] ],"c":null}';
    expect(indentJson(text)).toBe(
      [
        '{',
        '  "a": 12345678901234567890,',
        '  "a": 1.50,',
        '  "b": [',
        '    "\\u00e9,{",',
        '    {},',
        '    []',
        '  ],',
        '  "c": null',
        '}',
      ].join('\n'),
    );
  });

  it.each(['', 'plain', '"text"', '{"a":', '<html>'])('is not made of %j', (text) => {
    expect(indentJson(text)).toBeUndefined();
  });
});

describe('the source of a finding', () => {
  it('links the sections of each RFC', () => {
    const parts = sourceParts('RFC 6749 §4.1.1, §10.12; RFC 9700 §4.7.1');
    expect(parts.map(({ text }) => text).join('')).toBe('RFC 6749 §4.1.1, §10.12; RFC 9700 §4.7.1');
    expect(parts.flatMap(({ link }) => link ?? [])).toEqual([
      'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1',
      'https://www.rfc-editor.org/rfc/rfc6749#section-10.12',
      'https://www.rfc-editor.org/rfc/rfc9700#section-4.7.1',
    ]);
  });

  it('links an appendix, and an RFC without a section', () => {
    const links = sourceParts('RFC 6749 §5.1, App. A.14; RFC 8259').flatMap(
      ({ link }) => link ?? [],
    );
    expect(links.slice(1)).toEqual([
      'https://www.rfc-editor.org/rfc/rfc6749#appendix-A.14',
      'https://www.rfc-editor.org/rfc/rfc8259',
    ]);
  });

  it('does not take a section of another document for one of the RFC before it', () => {
    const parts = sourceParts('RFC 8705 §2; STET Part I §3.2');
    expect(parts.at(-1)).toEqual({
      text: 'STET Part I §3.2',
      link: 'https://www.stet.eu/en/psd2/',
    });
  });
});
