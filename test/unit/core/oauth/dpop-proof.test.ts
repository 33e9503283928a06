import { importJWK, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { signingInput } from '../../../../src/core/oauth/client-assertion.ts';
import {
  accessTokenHash,
  bindsTokens,
  buildDpopProof,
  withTokenScheme,
} from '../../../../src/core/oauth/dpop-proof.ts';
import type { HttpRequest } from '../../../../src/core/oauth/http-message.ts';
import { planOf } from '../../../fixtures/profiles.ts';

/** The key of the RFC's examples, with its members in the order in which the RFC writes them. */
const KEY = {
  alg: 'ES256',
  jwk: {
    kty: 'EC',
    x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
    y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
    crv: 'P-256',
  },
} as const;

/** @see RFC 9449 §4.1 (Figure 2), §7.1 (Figure 12) */
const TOKEN_PROOF =
  'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg';
const API_PROOF =
  'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA';
const RFC_TOKEN = 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU';

describe('a proof', () => {
  it('for a token request is the one that the RFC prints, to the letter', async () => {
    const proof = buildDpopProof(
      KEY,
      { method: 'POST', url: 'https://server.example.com/token' },
      { now: 1_562_262_616, jti: '-BwC3ESc6acc2lTc' },
    );
    expect(signingInput(proof)).toBe(TOKEN_PROOF.split('.').slice(0, 2).join('.'));
    const verified = await jwtVerify(TOKEN_PROOF, await importJWK(KEY.jwk, 'ES256'));
    expect(verified.payload).toEqual(proof.claims);
  });

  it('for a call with a token names that token by its hash, as the RFC prints it', async () => {
    const ath = await accessTokenHash(RFC_TOKEN);
    expect(ath).toBe('fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo');
    const proof = buildDpopProof(
      KEY,
      { method: 'GET', url: 'https://resource.example.org/protectedresource' },
      { now: 1_562_262_618, jti: 'e1j3V_bKic8-LAEB', ath },
    );
    expect(signingInput(proof)).toBe(API_PROOF.split('.').slice(0, 2).join('.'));
    const verified = await jwtVerify(API_PROOF, await importJWK(KEY.jwk, 'ES256'));
    expect(verified.payload).toEqual(proof.claims);
  });

  it.each([
    ['https://Bank.Example:443/Token', 'https://bank.example/Token'],
    ['https://bank.example', 'https://bank.example/'],
    ['https://bank.example:8443/a/../b%7e?c', 'https://bank.example:8443/b%7e'],
    ['HTTPS://user:fake@bank.example/token#x', 'https://bank.example/token'],
  ])('names %s as the bank sees it', (url, htu) => {
    const proof = buildDpopProof(KEY, { method: 'POST', url }, { now: 1, jti: 'j' });
    expect(proof.claims.htu).toBe(htu);
  });

  it('leaves query and fragment out, and has the nonce that was given', () => {
    const { claims } = buildDpopProof(
      KEY,
      { method: 'GET', url: 'https://bank.example/a/b?c=https://x/?d#e' },
      { now: 1, jti: 'j', nonce: 'n' },
    );
    expect(claims).toEqual({
      jti: 'j',
      htm: 'GET',
      htu: 'https://bank.example/a/b',
      iat: 1,
      nonce: 'n',
    });
  });
});

describe('tokens are bound', () => {
  const { draft, profile } = planOf('oidc');
  const demand = (requirement: 'required' | 'supported', ...by: ('dpop' | 'mtls')[]) => ({
    ...profile,
    tokenBinding: { requirement, by },
  });

  it.each([
    ['when the person says so', { ...draft, dpop: true }, profile, true],
    ['when the bank demands it', draft, demand('required', 'dpop'), true],
    [
      'not when the bank would rather have a certificate',
      draft,
      demand('required', 'mtls', 'dpop'),
      false,
    ],
    ['not when the bank leaves it open', draft, demand('supported', 'dpop'), false],
    ['not when the person will not', { ...draft, dpop: false }, demand('required', 'dpop'), false],
    ['not where nobody speaks of it', draft, profile, false],
  ])('%s', (_when, draft, profile, expected) => {
    expect(bindsTokens({ draft, profile })).toBe(expected);
  });
});

describe('a token goes out', () => {
  const request = (authorization: string): HttpRequest => ({
    method: 'GET',
    url: 'https://bank.example/accounts',
    headers: [
      ['Accept', 'bearer of news'],
      ['authorization', authorization],
    ],
    parameters: [],
  });

  it.each([
    ['as DPoP, whatever the template wrote', 'Bearer t', 'DPoP', 'DPoP t'],
    ['as DPoP, in whatever letters the bank names it', 'bearer t', 'dpop', 'DPoP t'],
    ['as a bearer token where the bank gave one', 'DPoP t', 'Bearer', 'Bearer t'],
    ['as a bearer token where the bank named no type', 'DPoP t', undefined, 'Bearer t'],
    ['in the template’s own letters', 'bearer t', 'Bearer', 'bearer t'],
    ['by a scheme of the bank’s own', 'Token t', 'DPoP', 'Token t'],
  ])('%s', (_how, written, token_type, expected) => {
    expect(withTokenScheme(request(written), token_type).headers).toEqual([
      ['Accept', 'bearer of news'],
      ['authorization', expected],
    ]);
  });
});
