import { describe, expect, it } from 'vitest';
import { checkToken } from '../../../../../src/core/lint/check-token.ts';
import { decodeToken } from '../../../../../src/core/tokens/decode-jwt.ts';
import { recogniseText } from '../../../../../src/core/tokens/recognise-text.ts';
import { expectationFor } from '../../../../../src/core/tokens/verify/expectation-for.ts';
import type { IdTokenExpectation } from '../../../../../src/core/tokens/verify/id-token-checks.ts';
import { fakeToken } from '../../../../fixtures/tokens.ts';

const NOW = 1_763_700_000;
/** Values and hashes as OpenID Connect Core prints them. @see OpenID Connect Core A.3, A.4, A.6 */
const ACCESS_TOKEN = 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y';
const CODE = 'Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk';
const CLAIMS = {
  iss: 'https://bank.example',
  aud: 'client-1',
  iat: NOW - 5,
  exp: NOW + 300,
  nonce: 'n-0S6_WzA2Mj',
  at_hash: '77QmUPtjPfzWtF2AnpK9RQ',
  c_hash: 'LDktKdoQak3Pk0cnXxCltA',
  acr: 'urn:example:sca',
};
const EXPECTED: IdTokenExpectation = {
  issuer: 'https://bank.example',
  clientId: 'client-1',
  nonce: 'n-0S6_WzA2Mj',
  accessToken: ACCESS_TOKEN,
  code: CODE,
  acrValues: ['urn:example:sca', 'urn:example:other'],
};

async function check(claims: object, idToken: IdTokenExpectation = EXPECTED, alg = 'RS256') {
  const token = fakeToken({ alg }, { ...CLAIMS, ...claims });
  const means = { keys: [], idToken };
  const checked = await checkToken(token, decodeToken(token), means, NOW * 1000, crypto.subtle);
  const outcome = (name: string) => checked.checks.find((one) => one.name === name);
  return { ...checked, outcome };
}

it('says of each check of a good ID token that it is passed, and raises nothing', async () => {
  const { checks, findings } = await check({});
  expect(checks.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['iss', 'ok'],
    ['aud', 'ok'],
    ['azp', 'unchecked'],
    ['exp', 'ok'],
    ['iat', 'ok'],
    ['nonce', 'ok'],
    ['at_hash', 'ok'],
    ['c_hash', 'ok'],
    ['s_hash', 'unchecked'],
    ['acr', 'ok'],
  ]);
  expect(findings).toEqual([]);
});

describe('ID01', () => {
  it.each<[string, object, string[]]>([
    [
      'iss of another',
      { iss: 'https://evil.example' },
      ['iss', 'https://evil.example', 'https://bank.example'],
    ],
    [
      'iss with a slash more',
      { iss: 'https://bank.example/' },
      ['iss', 'https://bank.example/', 'https://bank.example'],
    ],
    ['no iss', { iss: undefined }, ['iss', '–', 'https://bank.example']],
    ['aud of another', { aud: 'client-2' }, ['aud', 'client-2', 'client-1']],
    ['no aud', { aud: undefined }, ['aud', '–', 'client-1']],
    ['azp of another', { azp: 'client-2' }, ['azp', 'client-2', 'client-1']],
    ['several aud without azp', { aud: ['client-1', 'x'] }, ['azp', '–', 'client-1']],
    ['exp just passed', { exp: NOW - 60 }, ['exp', String(NOW - 60), `> ${NOW - 60}`]],
    ['exp passed', { exp: NOW - 61 }, ['exp', String(NOW - 61), `> ${NOW - 60}`]],
    ['exp as text', { exp: String(NOW + 60) }, ['exp', String(NOW + 60), `> ${NOW - 60}`]],
    ['no exp', { exp: undefined }, ['exp', '–', `> ${NOW - 60}`]],
    ['iat ahead', { iat: NOW + 61 }, ['iat', String(NOW + 61), `≤ ${NOW + 60}`]],
    ['no iat', { iat: undefined }, ['iat', '–', `≤ ${NOW + 60}`]],
    ['another nonce', { nonce: 'other' }, ['nonce', 'other', 'nonce → /authorize']],
    ['no nonce', { nonce: undefined }, ['nonce', '–', 'nonce → /authorize']],
    ['at_hash of another', { at_hash: CLAIMS.c_hash }, ['at_hash', CLAIMS.c_hash, CLAIMS.at_hash]],
    ['c_hash of another', { c_hash: CLAIMS.at_hash }, ['c_hash', CLAIMS.at_hash, CLAIMS.c_hash]],
    ['an acr not asked for', { acr: '0' }, ['acr', '0', 'urn:example:sca, urn:example:other']],
  ])('%s', async (_what, claims, facts) => {
    const { findings } = await check(claims);
    expect(findings).toMatchObject([{ id: 'ID01', severity: 'error', facts }]);
  });

  it('s_hash of another state', async () => {
    const { findings } = await check(
      { s_hash: CLAIMS.at_hash },
      { ...EXPECTED, state: 'af0ifjsldkj' },
    );
    expect(findings).toMatchObject([
      { id: 'ID01', facts: ['s_hash', CLAIMS.at_hash, expect.any(String)] },
    ]);
  });

  it('names each check that fails, and the nonce that was sent never', async () => {
    const { findings } = await check({ iss: 'x', aud: 'y', nonce: 'z' });
    expect(findings.map(({ facts }) => facts[0])).toEqual(['iss', 'aud', 'nonce']);
    expect(JSON.stringify(findings)).not.toContain(EXPECTED.nonce);
  });
});

describe('a check passes', () => {
  it.each<[string, object, string]>([
    ['with the client among several audiences', { aud: ['x', 'client-1'], azp: 'client-1' }, 'aud'],
    ['with azp of the client', { azp: 'client-1' }, 'azp'],
    ['within the tolerance of clocks', { exp: NOW - 59 }, 'exp'],
    ['within the tolerance of clocks', { iat: NOW + 60 }, 'iat'],
  ])('%s', async (_what, claims, name) => {
    const { outcome, findings } = await check(claims);
    expect(outcome(name)).toMatchObject({ outcome: 'ok' });
    expect(findings).toEqual([]);
  });

  it.each(['ES384', 'PS512', 'EdDSA', 'Ed25519'])('of a hash as %s makes it', async (alg) => {
    const { createHash } = await import('node:crypto');
    const name = alg.startsWith('Ed') ? 'sha512' : `sha${alg.slice(2)}`;
    const hash = createHash(name).update('state-1').digest();
    const s_hash = hash.subarray(0, hash.length / 2).toString('base64url');
    const { outcome } = await check({ s_hash }, { state: 'state-1' }, alg);
    expect(outcome('s_hash')).toMatchObject({ outcome: 'ok' });
  });
});

describe('a check cannot be made, and it is said why', () => {
  it.each<[string, object, IdTokenExpectation, string]>([
    ['iss', {}, {}, 'value'],
    ['aud', {}, {}, 'value'],
    ['azp', { azp: 'x' }, {}, 'value'],
    ['nonce', {}, {}, 'value'],
    ['nonce', { nonce: undefined }, {}, 'claim'],
    ['at_hash', {}, {}, 'value'],
    ['at_hash', { at_hash: undefined }, EXPECTED, 'claim'],
    ['c_hash', {}, {}, 'value'],
    ['s_hash', {}, { state: 'x' }, 'claim'],
    ['acr', {}, {}, 'value'],
    ['acr', { acr: undefined }, {}, 'claim'],
  ])('%s of %j', async (name, claims, expected, missing) => {
    const { outcome, findings } = await check(claims, expected);
    expect(outcome(name)).toMatchObject({ outcome: 'unchecked', missing });
    expect(findings).toEqual([]);
  });

  it.each(['none', 'RS128', 'XRS256', 'RS2560', 'EdDSA2', 'XEdDSA'])(
    'at_hash of an alg without a hash: %s',
    async (alg) => {
      const { outcome } = await check({}, EXPECTED, alg);
      expect(outcome('at_hash')).toMatchObject({ missing: 'alg' });
    },
  );
});

describe('what an ID token is held against in pasted text', () => {
  const idToken = fakeToken({ alg: 'RS256' }, CLAIMS);
  const expectation = (text: string, name: string, given?: IdTokenExpectation) => {
    const recognised = recogniseText(text);
    if (recognised.kind === 'empty') throw new Error('empty');
    const named = recognised.tokens.find((one) => one.name === name);
    return named && expectationFor(named, recognised, given);
  };

  it('is the access token in the same answer', () => {
    const text = JSON.stringify({ id_token: idToken, access_token: ACCESS_TOKEN });
    expect(expectation(text, 'id_token')).toMatchObject({ accessToken: ACCESS_TOKEN });
    expect(expectation(text, 'access_token', { issuer: 'x' })).toBeUndefined();
  });

  it('is code and state in the same redirect', () => {
    const text = `https://app.example/cb#code=${CODE}&state=s1&id_token=${idToken}`;
    expect(expectation(text, 'id_token')).toMatchObject({ code: CODE, state: 's1' });
  });

  it('is for a token alone only what a person gives', () => {
    expect(expectation(idToken, '')).toBeUndefined();
    expect(expectation(idToken, '', { nonce: 'n' })).toMatchObject({ nonce: 'n' });
  });
});
