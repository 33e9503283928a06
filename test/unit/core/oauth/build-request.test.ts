import { describe, expect, it } from 'vitest';
import type { RequestTemplate } from '../../../../src/core/banks/request-template.ts';
import {
  buildAddress,
  buildHttpRequest,
  missingForRequest,
} from '../../../../src/core/oauth/build-request.ts';
import { editAddress } from '../../../../src/core/oauth/edit-address.ts';
import { encode } from '../../../../src/core/oauth/parameter.ts';
import { readCaptures } from '../../../../src/core/oauth/read-captures.ts';
import { withUsualResponseNames } from '../../../../src/core/oauth/response-names.ts';
import { readTokenAnswer } from '../../../../src/core/oauth/token-response.ts';
import { textAnswer } from '../../../fixtures/answers.ts';

function template(change: Partial<RequestTemplate>): RequestTemplate {
  return {
    transport: 'worker',
    role: 'resource',
    method: 'POST',
    url: 'https://bank.example/{part}',
    placement: 'form',
    parameters: [],
    ...change,
  };
}
const VALUES = { part: 'token', scope: 'a b', id: 'c:1', n: '4', empty: '' };

describe('a request from its template', () => {
  it('writes parameters in the query of a POST, and leaves the body out', () => {
    const request = buildHttpRequest(
      template({ placement: 'query', parameters: [{ name: 'scope', value: '{scope}' }] }),
      VALUES,
      { parameters: [{ name: 'client_secret', value: 'fake secret' }] },
    );
    expect(request).toEqual({
      method: 'POST',
      url: 'https://bank.example/token?scope=a%20b&client_secret=fake%20secret',
      headers: [],
      parameters: [
        { name: 'scope', value: 'a b' },
        { name: 'client_secret', value: 'fake secret' },
      ],
    });
  });

  it('writes a JSON body with nested members and their types', () => {
    const request = buildHttpRequest(
      template({
        placement: 'json',
        parameters: [
          { name: 'a.text', value: '{id}' },
          { name: 'a.number', value: '{n}', as: 'number' },
          { name: 'flag', value: 'true', as: 'boolean' },
          { name: 'list', value: '{scope}', as: 'list' },
          { name: 'literal', value: '{"x":[1,{}]}', as: 'json' },
          { name: 'gone', value: '{empty}' },
        ],
      }),
      VALUES,
    );
    expect(request.body).toBe(
      '{"a":{"text":"c:1","number":4},"flag":true,"list":["a","b"],"literal":{"x":[1,{}]}}',
    );
    expect(request.headers).toEqual([['Content-Type', 'application/json']]);
  });

  it('keeps a text that is no number, so that the bank sees what was typed', () => {
    const parameters = [{ name: 'n', value: '{id}', as: 'number' as const }];
    const request = buildHttpRequest(template({ placement: 'json', parameters }), VALUES);
    expect(request.body).toBe('{"n":"c:1"}');
  });

  it('cannot be poisoned by a member called __proto__', () => {
    const parameters = [{ name: '__proto__.polluted', value: 'x' }];
    const request = buildHttpRequest(template({ placement: 'json', parameters }), VALUES);
    expect(request.body).toBe('{"__proto__":{"polluted":"x"}}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('leaves out a header that comes out empty', () => {
    const headers = { 'X-Id': '{id}', 'X-Empty': '{empty}' };
    expect(buildHttpRequest(template({ headers }), VALUES).headers).toEqual([
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['X-Id', 'c:1'],
    ]);
  });

  it('names what is missing: places of the address, and required parameters', () => {
    const wanted = template({
      url: 'https://bank.example/{consentId}',
      parameters: [
        { name: 'a', value: '{code}', requirement: 'required' },
        { name: 'b', value: '{other}' },
      ],
    });
    expect(missingForRequest(wanted, VALUES)).toEqual(['consentId', 'code']);
    expect(missingForRequest(wanted, VALUES, { edits: { a: 'typed' } })).toEqual(['consentId']);
  });

  it('fills what the bank left open in an address, encoded or not', () => {
    const substitute = { '[ID]': '{id}' };
    const values = { ...VALUES, link: 'https://bank.example/a?x=[ID]&y=%5BID%5D&z=%20' };
    expect(buildAddress({ url: '{link}', substitute }, values)).toBe(
      'https://bank.example/a?x=c%3A1&y=c%3A1&z=%20',
    );
  });
});

describe('encodings', () => {
  it.each([
    ['percent', 'a b+c:d/e,f', 'a%20b%2Bc%3Ad%2Fe%2Cf'],
    ['form', 'a b+c', 'a+b%2Bc'],
    ['minimal', 'idp:X id:1/2,3 &=#', 'idp:X%20id:1/2,3%20%26%3D%23'],
    ['raw', 'a+b:c%20d', 'a+b:c%20d'],
    ['raw', 'a&b#c d"<>é', 'a%26b%23c%20d%22%3C%3E%C3%A9'],
  ] as const)('%s writes %j as %j', (encoding, text, written) => {
    expect(encode(text, encoding)).toBe(written);
  });
});

describe('edits in an address', () => {
  const ADDRESS = 'https://bank.example/a?x=1%2F2&state=old&y=:#gone';
  it.each([
    [
      'changes one parameter and leaves the others as written',
      { state: 'n w' },
      '?x=1%2F2&state=n%20w&y=:',
    ],
    ['takes one out', { state: null }, '?x=1%2F2&y=:'],
    ['leaves names alone that are not there', { other: 'z' }, '?x=1%2F2&state=old&y=:'],
  ] as const)('%s', (_behaviour, edits, query) => {
    expect(editAddress(ADDRESS, edits)).toBe(`https://bank.example/a${query}`);
  });
});

describe('captures', () => {
  const capture = (path: string, from: 'body' | 'header' = 'body') => ({
    name: 'id',
    from,
    path,
    label: 'ID',
  });
  const answer = textAnswer(
    200,
    '{"consentId":"c1","_links":{"sca":{"href":"https://x.example"}},"list":[{"id":7}],"o":{}}',
    { headers: [['ASPSP-SCA-Approach', 'REDIRECT']] },
  );
  it.each([
    ['a member', capture('consentId'), 'c1'],
    ['a nested member', capture('_links.sca.href'), 'https://x.example'],
    ['a number in a list', capture('list.0.id'), '7'],
    ['a header, in any case', capture('aspsp-sca-approach', 'header'), 'REDIRECT'],
  ])('take %s', (_what, one, value) => {
    expect(readCaptures([one], answer)).toEqual({ values: { id: value }, missing: [] });
  });

  it.each([
    ['nothing there', 'absent'],
    ['an object', 'o'],
    ['a built-in member', 'list.length.x'],
  ])('count %s as missing', (_what, path) => {
    expect(readCaptures([capture(path)], answer).missing).toHaveLength(1);
  });
});

describe('names of a bank’s own', () => {
  it('reads tokens under other names, nested ones too', () => {
    const answer = textAnswer(200, '{"data":{"access":"faketoken"},"ends":"60"}');
    const read = readTokenAnswer(answer, { access_token: 'data.access', expires_in: 'ends' });
    expect(read).toMatchObject({
      kind: 'tokens',
      members: { access_token: 'faketoken', expires_in: 60 },
    });
  });

  it('reads a redirect under other names, and leaves the rest as it came', () => {
    const response = {
      landedOn: 'https://tpp.example/cb',
      query: [
        { name: 'access_code', value: 'fakecode' },
        { name: 'extra', value: '1' },
      ],
      fragment: [],
    };
    const names = { mode: 'query', code: 'access_code' } as const;
    expect(withUsualResponseNames(response, names).query).toEqual([
      { name: 'code', value: 'fakecode' },
      { name: 'extra', value: '1' },
    ]);
  });
});
