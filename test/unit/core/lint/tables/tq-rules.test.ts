import { expect, it } from 'vitest';
import { encodeText, fakeToken } from '../../../../fixtures/tokens.ts';
import { testTable } from './table.ts';
import { ask, type Change, NOW_MS } from './token-request.ts';

const cc = { purpose: 'client_credentials' } as const;
const fine = ask({});
const basic = (text: string, change: Change = {}) =>
  ask({ ...change, request: { headers: [['Authorization', `Basic ${btoa(text)}`]] } });

const now = NOW_MS / 1000;
const CLAIMS = {
  iss: 'tpp',
  sub: 'tpp',
  aud: 'https://bank.example/token',
  exp: now + 60,
  jti: '1',
};
/** As long as what a key of so many bits signs. */
const signed = (header: object, claims: object, bits = 2048) =>
  `${fakeToken(header, claims).split('.').slice(0, 2).join('.')}.${encodeText('x'.repeat(bits / 8))}`;
const assertion = (claims: object, header: object = { alg: 'PS256' }, bits?: number) =>
  ask({
    draft: { clientAuthentication: 'private_key_jwt', clientId: 'tpp' },
    add: [{ name: 'client_assertion', value: signed(header, claims, bits) }],
    drop: ['client_secret'],
    request: { url: 'https://bank.example/token' },
  });

/** An assertion that a client secret signed. */
const shared = (
  takes: Change['takes'],
  chosen: 'client_secret_jwt' | 'private_key_jwt',
  alg = 'HS256',
) =>
  ask({
    ...(takes && { takes }),
    draft: { clientAuthentication: chosen, clientId: 'tpp' },
    add: [{ name: 'client_assertion', value: signed({ alg }, CLAIMS, 256) }],
    drop: ['client_secret'],
  });
const BOTH: Change['takes'] = ['private_key_jwt', 'client_secret_jwt'];

const PROOF = { jti: '1', htm: 'POST', htu: 'https://bank.example/token', iat: now };
const HEAD = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' } };
const dpop = (claims: object, header: object = HEAD, proven?: Change['proven']) =>
  ask({
    ...(proven && { proven }),
    request: {
      url: 'https://bank.example/token?x=1',
      headers: [
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['DPoP', signed(header, claims, 512)],
      ],
    },
  });

const handedOut = (url: string) =>
  ask({ handedOut: url, openedUrl: 'https://login.bank.example/a' });

testTable('TQ', 17, {
  TQ01: {
    raised: [['a GET', ask({ request: { method: 'GET' } })]],
    silent: [['a POST', fine]],
  },
  TQ02: {
    raised: [
      ['JSON', ask({ request: { headers: [['Content-Type', 'application/json']] } })],
      ['no content type', ask({ request: { headers: [] } })],
    ],
    silent: [['a form', fine]],
  },
  TQ03: {
    raised: [
      ['a code twice', ask({ add: [{ name: 'code', value: 'FAKE' }] })],
      ['a code in query and body', ask({ query: 'code=FAKE-code' })],
    ],
    silent: [['each once', fine]],
  },
  TQ04: {
    raised: [['a code in the query', ask({ query: 'code=FAKE' })]],
    silent: [
      ['the query of the bank’s own', ask({ query: 'lang=en' })],
      ['all in the body', fine],
    ],
  },
  TQ05: {
    raised: [
      [
        'a secret in header and body',
        ask({
          add: [{ name: 'client_secret', value: 'FAKE' }],
          request: { headers: [['Authorization', 'Basic RkFLRTpGQUtF']] },
        }),
      ],
    ],
    silent: [['one way', fine]],
  },
  TQ06: {
    raised: [
      ['a blank', basic('tpp:a b')],
      ['an accent', basic('tpp:caf\u00e9')],
      ['a colon in the secret', basic('tpp:a:b')],
      ['a percent sign', basic('tpp:100%')],
      ['no colon at all', basic('tpp')],
      [
        'a plus sign that would be read as a blank',
        basic('tpp:a+b', { credentials: { clientId: 'tpp', clientSecret: 'a+b' } }),
      ],
    ],
    silent: [
      ['what needs no encoding', basic('tpp:FAKE-secret_1.~')],
      ['a colon that is encoded', basic('tpp:a%3Ab')],
      [
        'a plus sign that is encoded',
        basic('tpp:a%2Bb', { credentials: { clientId: 'tpp', clientSecret: 'a+b' } }),
      ],
      ['no Basic header', fine],
      ['a masked header', ask({ request: { headers: [['Authorization', 'Basic {{masked#}}']] } })],
    ],
  },
  TQ07: {
    raised: [
      [
        'another redirect URI',
        ask({
          draft: { redirectUri: 'https://tpp.example/CB' },
          authorizationRequest: { redirectUri: 'https://tpp.example/cb', codeChallenge: undefined },
        }),
      ],
      ['none', ask({ drop: ['redirect_uri'] })],
    ],
    silent: [['the same', fine]],
  },
  TQ08: {
    raised: [['no verifier', ask({ drop: ['code_verifier'] })]],
    silent: [['the verifier', fine]],
  },
  TQ09: {
    raised: [
      [
        'a verifier without a challenge',
        ask({
          authorizationRequest: { redirectUri: 'https://tpp.example/cb', codeChallenge: undefined },
        }),
      ],
    ],
    silent: [['a verifier after a challenge', fine]],
  },
  TQ10: {
    raised: [['a code that was sent', ask({ spent: 'sent' })]],
    silent: [
      ['a new code', fine],
      ['a refresh token that was sent', ask({ purpose: 'refresh', spent: 'sent' })],
    ],
  },
  TQ11: {
    raised: [['another server', handedOut('https://evil.example/token')]],
    silent: [['the server that gave the code', handedOut('https://token.bank.example/t')]],
  },
  TQ12: {
    raised: [
      ['another issuer', assertion({ ...CLAIMS, iss: 'other' })],
      ['no subject', assertion({ ...CLAIMS, sub: undefined })],
      ['another audience', assertion({ ...CLAIMS, aud: 'https://other.example' })],
      ['an end that is past', assertion({ ...CLAIMS, exp: now })],
      ['an end that is far', assertion({ ...CLAIMS, exp: now + 86_400 })],
      ['no id', assertion({ ...CLAIMS, jti: undefined })],
      ['no JWT', ask({ add: [{ name: 'client_assertion', value: 'FAKE' }] })],
      [
        'an assertion that went out before',
        ask({
          assertionSeenBefore: true,
          add: [{ name: 'client_assertion', value: signed({ alg: 'PS256' }, CLAIMS) }],
        }),
      ],
    ],
    silent: [
      ['a sound assertion', assertion(CLAIMS)],
      ['an audience among others', assertion({ ...CLAIMS, aud: ['x', CLAIMS.aud] })],
      ['no assertion', fine],
      ['a masked one', ask({ add: [{ name: 'client_assertion', value: '{{masked#}}' }] })],
    ],
  },
  TQ13: {
    raised: [
      ['HS256', assertion(CLAIMS, { alg: 'HS256' }, 256)],
      ['no signature', assertion(CLAIMS, { alg: 'none' })],
      ['an RSA key of 1024 bits', assertion(CLAIMS, { alg: 'PS256' }, 1024)],
      ['a secret at a bank that takes none', shared(undefined, 'client_secret_jwt')],
      ['a secret where a key was chosen', shared(BOTH, 'private_key_jwt')],
      ['a secret and no signature', shared(BOTH, 'client_secret_jwt', 'none')],
    ],
    silent: [
      ['PS256 with 2048 bits', assertion(CLAIMS)],
      ['ES256', assertion(CLAIMS, { alg: 'ES256' }, 512)],
      ['a secret that was chosen where the bank takes it', shared(BOTH, 'client_secret_jwt')],
      ['no assertion', fine],
    ],
  },
  TQ14: {
    raised: [
      [
        'a certificate and no client_id',
        ask({ draft: { clientAuthentication: 'tls_client_auth' }, drop: ['client_id'] }),
      ],
    ],
    silent: [
      ['a certificate and client_id', ask({ draft: { clientAuthentication: 'tls_client_auth' } })],
      ['no certificate', ask({ drop: ['client_id'] })],
    ],
  },
  TQ15: {
    raised: [
      [
        'no authentication',
        ask({ profile: 'oidc', ...cc, draft: { clientAuthentication: 'none' } }),
      ],
    ],
    silent: [
      [
        'a secret',
        ask({ profile: 'oidc', ...cc, draft: { clientAuthentication: 'client_secret_post' } }),
      ],
    ],
  },
  TQ16: {
    raised: [['a scope with the code', ask({ add: [{ name: 'scope', value: 'openid' }] })]],
    silent: [['no scope', fine]],
  },
  TQ17: {
    raised: [
      ['another type', dpop(PROOF, { ...HEAD, typ: 'JWT' })],
      ['a shared key', dpop(PROOF, { ...HEAD, alg: 'HS256' })],
      ['a private key', dpop(PROOF, { ...HEAD, jwk: { ...HEAD.jwk, d: 'FAKE' } })],
      ['no key', dpop(PROOF, { ...HEAD, jwk: undefined })],
      ['no id', dpop({ ...PROOF, jti: '' })],
      ['another method', dpop({ ...PROOF, htm: 'GET' })],
      ['another address', dpop({ ...PROOF, htu: 'https://bank.example/TOKEN' })],
      ['an old proof', dpop({ ...PROOF, iat: now - 301 })],
      ['no JWT', ask({ request: { headers: [['DPoP', 'FAKE']] } })],
      ['another key', dpop(PROOF, HEAD, { jwk: { ...HEAD.jwk, y: 'c' } })],
      ['an id that was used', dpop(PROOF, HEAD, { jtis: ['0', '1'] })],
      ['no nonce where one was given', dpop(PROOF, HEAD, { nonce: 'FAKE' })],
      ['another token', dpop({ ...PROOF, ath: 'x' }, HEAD, { ath: 'FAKE' })],
    ],
    silent: [
      ['a sound proof', dpop(PROOF)],
      [
        'one that fits all that is known',
        dpop({ ...PROOF, nonce: 'FAKE', ath: 'x' }, HEAD, {
          jwk: HEAD.jwk,
          jtis: ['0'],
          nonce: 'FAKE',
          ath: 'x',
        }),
      ],
      ['no proof', fine],
    ],
  },
});

it('no finding on a token request holds a secret', () => {
  const findings = [
    ...basic('tpp:FAKE secret')(),
    ...dpop(PROOF, { ...HEAD, jwk: { ...HEAD.jwk, d: 'FAKE-key' } })(),
    ...assertion({ ...CLAIMS, iss: 'x' })(),
  ];
  expect(findings.map(({ id }) => id)).toContain('TQ06');
  expect(JSON.stringify(findings)).not.toMatch(/FAKE|xxxx/);
});
