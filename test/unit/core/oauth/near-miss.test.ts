import { describe, expect, it } from 'vitest';
import { parseAuthorizationResponse } from '../../../../src/core/oauth/authorization-response.ts';
import { markDifferences } from '../../../../src/core/oauth/marked-address.ts';
import {
  type AddressDifference,
  findNearestRedirectUri,
} from '../../../../src/core/oauth/near-miss.ts';

const REDIRECT_URI = 'https://app.example/callback';

function nearest(landed: string, ...redirectUris: string[]) {
  const response = parseAuthorizationResponse(`${landed}?code=fake`);
  return response && findNearestRedirectUri(response, redirectUris);
}

function marked(address: string, differences: AddressDifference[]): string {
  return markDifferences(address, differences)
    .map(({ text, differs }) => (differs ? `[${text}]` : text))
    .join('');
}

describe('an answer that landed', () => {
  it.each([
    ['where it should', 'https://app.example/callback', [], 'https://app.example/callback'],
    ['on the default port', 'https://app.example:443/callback', [], 'https://app.example/callback'],
    [
      'with a slash',
      'https://app.example/callback/',
      ['path_slash'],
      'https://app.example/callback[/]',
    ],
    [
      'on another port',
      'https://app.example:8443/callback',
      ['port'],
      'https://app.example[:8443]/callback',
    ],
    ['on plain http', 'http://app.example/callback', ['scheme'], '[http:]//app.example/callback'],
    ['on www', 'https://www.app.example/callback', ['host'], 'https://[www.app.example]/callback'],
    [
      'on other letters',
      'https://app.example/Callback',
      ['path_case'],
      'https://app.example[/Callback]',
    ],
    [
      'on two differences',
      'http://app.example:8080/callback',
      ['scheme', 'port'],
      '[http:]//app.example[:8080]/callback',
    ],
  ] as const)('%s is near, with the difference marked', (_where, landed, differences, text) => {
    expect(nearest(landed, 'https://other.example/', REDIRECT_URI)).toEqual({
      redirectUri: REDIRECT_URI,
      differences,
    });
    expect(marked(landed, [...differences]).replace(':443', '')).toBe(text);
  });

  it.each([
    'https://app.example/callback-two',
    'https://app.example/callback/two',
    'https://app.example/',
    'https://app.example.evil.example/callback',
    'https://evilapp.example/callback',
    'https://evil.example/callback',
    'myapp://app.example/callback',
    'about:blank',
  ])('on %s is somebody else’s', (landed) => {
    expect(nearest(landed, REDIRECT_URI)).toBeUndefined();
  });

  it('is of the redirect URI that differs least', () => {
    const found = nearest(
      'https://app.example/callback/',
      'http://app.example/callback',
      REDIRECT_URI,
    );
    expect(found?.redirectUri).toBe(REDIRECT_URI);
  });

  it('without the query of the redirect URI is near', () => {
    expect(nearest(REDIRECT_URI, `${REDIRECT_URI}?tenant=1`)?.differences).toEqual(['query']);
    expect(marked(`${REDIRECT_URI}?tenant=1`, ['query'])).toBe(`${REDIRECT_URI}[?tenant=1]`);
  });

  it('in the scheme of an app is compared by its letters', () => {
    expect(nearest('myapp://Done/cb', 'myapp://done/cb')?.differences).toEqual(['host']);
    expect(nearest('myapp://done/cb/', 'myapp://done/cb')?.differences).toEqual(['path_slash']);
    expect(nearest('yourapp://done/cb', 'myapp://done/cb')).toBeUndefined();
  });
});

it.each<[string, string, AddressDifference[], string]>([
  ['another page', 'https://app.example/other/', ['path'], 'https://app.example[/other]/'],
  ['the root', 'https://app.example/', ['path_slash'], 'https://app.example/'],
  ['no slash at all', 'https://app.example', [], 'https://app.example/'],
  ['a query', 'https://app.example/cb?a=1#b', ['query'], 'https://app.example/cb[?a=1]'],
  ['no query', 'https://app.example/cb', ['query'], 'https://app.example/cb'],
  ['a scheme of an app', 'app://Home/cb', ['host'], 'app://[Home]/cb'],
  ['what is no address', 'see https://app.example/', ['host'], 'see https://app.example/'],
  ['nothing', '', ['host'], ''],
])('%s is marked', (_what, address, differences, text) => {
  expect(marked(address, differences)).toBe(text);
});

it('has no piece without a text', () => {
  for (const address of ['https://app.example', 'https://app.example:8443/cb/?a=1', 'app:///']) {
    expect(markDifferences(address, []).map(({ text }) => text)).not.toContain('');
  }
});

it.each([
  ['www. in the middle of a host', 'https://my.www.app.example/callback'],
  ['another scheme of an app', 'app://app.example/callback'],
])('%s is another host', (_what, landed) => {
  expect(nearest(landed, 'https://my.app.example/callback', REDIRECT_URI)).toBeUndefined();
});
