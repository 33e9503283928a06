import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json' with { type: 'json' };
import { secretMark } from '../../../../src/core/flow/secret.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';
import { parseAuthorizationResponse } from '../../../../src/core/oauth/authorization-response.ts';
import { describeStrictVerdict } from '../../../../src/core/oauth/describe-strict-verdict.ts';
import type { HttpAnswer } from '../../../../src/core/oauth/http-message.ts';
import {
  type StrictSubject,
  strictRedirectVerdict,
  strictTokenVerdict,
} from '../../../../src/core/oauth/strict-verdict.ts';
import { jsonAnswer, pageAnswer, textAnswer } from '../../../fixtures/answers.ts';
import { fakeToken } from '../../../fixtures/tokens.ts';

const english = messagesFrom(messages);
const TOKENS = { access_token: 'FAKE', token_type: 'Bearer', expires_in: 3600 };
const CLAIMS = { iss: 'https://bank.example', aud: 'tpp', sub: 'fake' };

async function say(answer: HttpAnswer, change: Partial<StrictSubject> = {}): Promise<string> {
  const subject = { purpose: 'exchange', clientId: 'tpp', nowMs: Date.now(), ...change } as const;
  return describeStrictVerdict(await strictTokenVerdict({ answer, ...subject }), english);
}

const REFUSES = 'A strict client would refuse this answer: ';
const ACCEPTS = 'A strict client would accept this answer.';

describe('of a token answer', () => {
  it.each<[string, HttpAnswer, string]>([
    ['tokens', jsonAnswer(200, TOKENS), ACCEPTS],
    ['DPoP tokens', jsonAnswer(200, { ...TOKENS, token_type: 'DPoP' }), ACCEPTS],
    ['a hidden redirect', textAnswer(0, '', { redirected: true }), `${REFUSES}it redirects.`],
    ['a 307', textAnswer(307, ''), `${REFUSES}it redirects.`],
    ['a 300', textAnswer(300, ''), `${REFUSES}it redirects.`],
    ['a 399', textAnswer(399, ''), `${REFUSES}it redirects.`],
    ['599', jsonAnswer(599, TOKENS), `${REFUSES}its status is 599.`],
    ['201', jsonAnswer(201, TOKENS), `${REFUSES}its status is 201.`],
    ['no content', textAnswer(204, ''), `${REFUSES}its status is 204.`],
    ['a status that is none', textAnswer(0, ''), `${REFUSES}its status is 0.`],
    [
      'an error',
      jsonAnswer(400, { error: 'invalid_grant' }),
      `${REFUSES}it is the error invalid_grant.`,
    ],
    [
      'a challenge',
      jsonAnswer(401, { error: 'x' }, { headers: [['WWW-Authenticate', 'Basic realm="x"']] }),
      `${REFUSES}it has a WWW-Authenticate challenge, so the body is not read.`,
    ],
    ['a page', pageAnswer(200), `${REFUSES}its content type is "text/html; charset=utf-8".`],
    [
      'half an answer',
      jsonAnswer(200, 'x', { body: '{"a' }),
      `${REFUSES}its body is no JSON object.`,
    ],
    ['a list', jsonAnswer(200, []), `${REFUSES}its body is no JSON object.`],
    [
      'no access token',
      jsonAnswer(200, { ...TOKENS, access_token: undefined }),
      `${REFUSES}its access_token is missing or of the wrong kind.`,
    ],
    [
      'a scope that is a list',
      jsonAnswer(200, { ...TOKENS, scope: ['aisp'] }),
      `${REFUSES}its scope is missing or of the wrong kind.`,
    ],
    [
      'a token type that nobody knows',
      jsonAnswer(200, { ...TOKENS, token_type: 'MAC' }),
      `${REFUSES}nobody knows the token_type "MAC".`,
    ],
    [
      'an ID token that is none',
      jsonAnswer(200, { ...TOKENS, id_token: 'FAKE' }),
      `${REFUSES}its id_token cannot be read or is not signed.`,
    ],
  ])('%s', async (_what, answer, sentence) => {
    expect(await say(answer)).toBe(sentence);
  });

  it.each(['client_credentials', 'refresh'] as const)('by %s', async (purpose) => {
    expect(await say(jsonAnswer(200, TOKENS), { purpose })).toBe(ACCEPTS);
    expect(await say(jsonAnswer(400, { error: 'x' }), { purpose })).toContain('the error x');
  });
});

describe('of an ID token', () => {
  const answer = jsonAnswer(200, {});
  const at = Math.floor(answer.receivedAtMs / 1000);
  const good = { ...CLAIMS, iat: at, exp: at + 60 };
  const header = { alg: 'PS256' };

  it.each<[string, object, object, Partial<StrictSubject>, string]>([
    ['that is sound', header, good, {}, ACCEPTS],
    ['for a client that nobody named', header, good, { clientId: '', issuer: '' }, ACCEPTS],
    [
      'with a nonce that nobody knows',
      header,
      { ...good, nonce: 'x' },
      { nonceCheck: 'skip' },
      ACCEPTS,
    ],
    [
      'with a nonce that was not sent',
      header,
      { ...good, nonce: 'x' },
      {},
      'in its id_token, nonce',
    ],
    ['of the issuer', header, good, { issuer: CLAIMS.iss }, ACCEPTS],
    [
      'of another issuer',
      header,
      good,
      { issuer: 'https://other.example' },
      'in its id_token, iss',
    ],
    ['for another client', header, { ...good, aud: 'other' }, {}, 'in its id_token, aud'],
    ['that was over when it came', header, { ...good, exp: at - 61 }, {}, 'in its id_token, exp'],
    ['without a subject', header, { ...good, sub: undefined }, {}, 'in its id_token, sub'],
    ['that is not signed', { alg: 'none' }, good, {}, 'in its id_token, alg'],
    ['with a nonce', header, { ...good, nonce: 'n' }, { nonce: 'n' }, ACCEPTS],
    [
      'with another nonce',
      header,
      { ...good, nonce: 'x' },
      { nonce: 'n' },
      'in its id_token, nonce',
    ],
  ])('%s, masked or not', async (_what, head, claims, change, sentence) => {
    const reference = { kind: 'id_token', fingerprint: '1a2b3c4d' } as const;
    const mark = secretMark(reference);
    const masked = {
      access_token: '{{access_token#1a2b3c4d}}',
      token_type: 'Bearer',
      id_token: mark,
    };
    const record = jsonAnswer(200, masked);
    const whole = jsonAnswer(200, { ...TOKENS, id_token: fakeToken(head, claims) });
    const known = { ...claims } as Record<string, unknown>;
    const idToken = { mark, header: { ...head }, claims: known };
    expect(await say(whole, change)).toContain(sentence);
    expect(await say(record, { ...change, idToken })).toContain(sentence);
  });
});

it('never throws, whatever the answer', async () => {
  const member = fc.constantFrom(
    'access_token',
    'token_type',
    'expires_in',
    'scope',
    'id_token',
    'error',
  );
  const json = fc.dictionary(member, fc.jsonValue()).map((value) => JSON.stringify(value));
  const header = fc.tuple(fc.constantFrom('content-type', 'www-authenticate', 'x y'), fc.string());
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 999 }),
      fc.oneof(json, fc.string({ unit: 'binary' })),
      fc.array(header),
      async (status, body, headers) => {
        expect(await say(textAnswer(status, body, { headers }))).toContain('A strict client would');
      },
    ),
  );
});

describe('of a redirect', () => {
  const expected = { state: 's', issuer: undefined, issuerInResponse: 'undocumented' } as const;

  it.each<[string, string, object, string]>([
    ['code and state', '?code=FAKE&state=s', {}, ACCEPTS],
    ['a code where no state was sent', '?code=FAKE', { state: undefined }, ACCEPTS],
    ['another state', '?code=FAKE&state=x', {}, 'its state is'],
    ['no state', '?code=FAKE', {}, 'its state is'],
    ['another issuer', '?code=FAKE&state=s&iss=x', { issuer: 'y' }, 'its iss is'],
    ['no issuer', '?code=FAKE&state=s', { issuerInResponse: 'required' }, 'its iss is'],
    ['no code', '?state=s', {}, 'its code is'],
    ['two codes', '?code=a&code=b&state=s', {}, 'its code is'],
    ['two states', '?code=a&state=s&state=s', {}, 'its state is'],
    ['a JWT', '?response=FAKE', {}, 'its response is'],
    ['an error', '?error=access_denied&state=s', {}, 'it is the error access_denied.'],
  ])('%s', (_what, query, change, sentence) => {
    const response = parseAuthorizationResponse(`https://tpp.example/cb${query}`);
    if (!response) throw new Error('no URL');
    const verdict = strictRedirectVerdict(response, { ...expected, ...change });
    expect(describeStrictVerdict(verdict, english)).toContain(sentence);
  });
});
