import { describe, expect, it } from 'vitest';
import {
  landsOn,
  parseAuthorizationResponse,
  responseValue,
} from '../../../../src/core/oauth/authorization-response.ts';

function parse(url: string) {
  const response = parseAuthorizationResponse(url);
  if (!response) throw new Error('no URL');
  return response;
}

describe('reading a redirect', () => {
  it('keeps address, query and fragment apart', () => {
    expect(parse(' https://tpp.example/cb?code=a%20b&state=c+d#iss=x ')).toEqual({
      landedOn: 'https://tpp.example/cb',
      query: [
        { name: 'code', value: 'a b' },
        { name: 'state', value: 'c d' },
      ],
      fragment: [{ name: 'iss', value: 'x' }],
    });
  });

  it('finds a value in the fragment when the query lacks it', () => {
    const response = parse('https://tpp.example/cb?a=1#code=c&a=2');
    expect(responseValue(response, 'code')).toBe('c');
    expect(responseValue(response, 'a')).toBe('1');
    expect(responseValue(response, 'z')).toBeUndefined();
  });

  it.each(['tpp.example/cb?code=1', '?code=1', ''])('finds no redirect in "%s"', (text) => {
    expect(parseAuthorizationResponse(text)).toBeUndefined();
  });
});

describe('where an answer lands', () => {
  it.each([
    ['the same address', 'https://tpp.example/cb?code=1', 'https://tpp.example/cb', true],
    ['another case of the host', 'https://TPP.example/cb', 'https://tpp.example/cb', true],
    ['the default port', 'https://tpp.example:443/cb', 'https://tpp.example/cb', true],
    ['a host without a path', 'https://tpp.example/?code=1', 'https://tpp.example', true],
    ['a slash more', 'https://tpp.example/cb/', 'https://tpp.example/cb', false],
    ['another case of the path', 'https://tpp.example/CB', 'https://tpp.example/cb', false],
    ['another host', 'https://evil.example/cb', 'https://tpp.example/cb', false],
    ['a longer host', 'https://tpp.example.evil.example/cb', 'https://tpp.example/cb', false],
    ['another port', 'https://tpp.example:8443/cb', 'https://tpp.example/cb', false],
    ['another scheme', 'http://tpp.example/cb', 'https://tpp.example/cb', false],
    [
      'a registered query that came back',
      'https://tpp.example/cb?t=1&code=2',
      'https://tpp.example/cb?t=1',
      true,
    ],
    [
      'a registered query that was lost',
      'https://tpp.example/cb?code=2',
      'https://tpp.example/cb?t=1',
      false,
    ],
    ['a scheme of an app', 'example.app:/cb?code=1', 'example.app:/cb', true],
    ['no redirect URI at all', 'https://tpp.example/cb', '', false],
  ])('%s', (_what, landed, redirectUri, expected) => {
    expect(landsOn(parse(landed), redirectUri)).toBe(expected);
  });
});
