import { describe, expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json' with { type: 'json' };
import { describeFinding } from '../../../../src/core/lint/describe-finding.ts';
import type { Finding } from '../../../../src/core/lint/finding.ts';
import { judgeResponse } from '../../../../src/core/lint/judge-response.ts';
import { lintLanding } from '../../../../src/core/lint/lint-landing.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';
import {
  type AnswerSignature,
  type ExpectedResponse,
  parseAuthorizationResponse,
} from '../../../../src/core/oauth/authorization-response.ts';
import { fakeToken } from '../../../fixtures/tokens.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 12);
const EXPECTED: ExpectedResponse = {
  redirectUri: 'https://tpp.example/cb',
  state: 'FAKE-state',
  issuer: 'https://bank.example',
  issuerInResponse: 'required',
  answeredBefore: false,
  clientId: 'tpp',
  nowMs: NOW_MS,
};
const CLAIMS = {
  iss: 'https://bank.example',
  aud: ['tpp'],
  exp: NOW_MS / 1000 + 60,
  code: 'FAKE-code',
  state: 'FAKE-state',
};

function judge(jwt: string, change: Partial<ExpectedResponse> = {}) {
  return judgeUrl(`?response=${jwt}`, change);
}

function judgeUrl(query: string, change: Partial<ExpectedResponse>) {
  const response = parseAuthorizationResponse(`https://tpp.example/cb${query}`);
  if (!response) throw new Error('no URL');
  return judgeResponse(response, { ...EXPECTED, ...change });
}

function seenOf(finding: Finding | undefined): string {
  if (!finding) throw new Error('no finding');
  return describeFinding(finding, messagesFrom(messages)).seen;
}

describe('an answer in a JWT', () => {
  it.each<[string, object, object, string[]]>([
    ['a sound one', { alg: 'PS256' }, CLAIMS, ['info AP22 signature']],
    ['an unsigned one', { alg: 'None' }, CLAIMS, ['error AP22 alg']],
    ['one signed with a shared secret', { alg: 'HS256' }, CLAIMS, ['error AP22 alg']],
    [
      'one of another bank, for another client, without an end',
      { alg: 'ES256' },
      { ...CLAIMS, iss: 'https://other.example', aud: 'other', exp: undefined },
      [
        'error AP09 https://other.example',
        'info AP22 signature',
        'error AP22 iss',
        'error AP22 aud',
        'error AP22 exp',
      ],
    ],
    [
      'one of nobody, for nobody, to another request',
      { alg: 'ES256' },
      { exp: CLAIMS.exp, code: 'FAKE-code', state: 'FAKE-other' },
      [
        'error AP03 10',
        `error AP10 ${EXPECTED.issuer}`,
        'info AP22 signature',
        'error AP22 iss',
        'error AP22 aud',
      ],
    ],
    [
      'one that has just ended',
      { alg: 'PS256' },
      { ...CLAIMS, exp: NOW_MS / 1000 - 59 },
      ['info AP22 signature'],
    ],
    [
      'one that is over',
      { alg: 'PS256' },
      { ...CLAIMS, exp: NOW_MS / 1000 - 60 },
      ['info AP22 signature', 'error AP22 exp'],
    ],
  ])('is judged by what stands in it: %s', (_what, header, claims, expected) => {
    const { verdict, findings } = judge(fakeToken(header, claims), { signatureCheck: 'skip' });
    const isRefused = expected.some((one) => one.startsWith('error'));
    expect(verdict).toBe(isRefused ? 'refused' : 'code');
    expect(findings.map(({ severity, id, facts }) => `${severity} ${id} ${facts[0]}`)).toEqual(
      expected,
    );
    expect(JSON.stringify(findings)).not.toContain('FAKE-code');
  });

  it('counts for nothing what came beside the JWT', () => {
    const { state: _state, code: _code, ...without } = CLAIMS;
    const beside = '&code=FAKE-beside&state=FAKE-state';
    const { verdict, code, findings } = judge(`${fakeToken({ alg: 'PS256' }, without)}${beside}`);
    expect({ verdict, code }).toEqual({ verdict: 'refused', code: undefined });
    expect(findings.map(({ id }) => id)).toEqual(['AP02', 'AP06', 'AP22']);
    expect(judge(`${fakeToken({ alg: 'PS256' }, CLAIMS)}${beside}`).code).toBe('FAKE-code');
  });

  it('gives the error of the bank', () => {
    const { code: _code, ...rest } = CLAIMS;
    const jwt = fakeToken({ alg: 'PS256' }, { ...rest, error: 'access_denied' });
    const judged = judge(jwt, { signatureCheck: 'skip' });
    expect(judged).toMatchObject({ verdict: 'bank_error', code: undefined });
  });

  it.each<[AnswerSignature['verdict'], string]>([
    ['bad', 'Of the signed answer, signature is by none of the keys that the bank publishes.'],
    ['no_key', 'Of the signed answer, signature is by a key that the bank does not publish.'],
    [
      'no_keys',
      'Of the signed answer, signature is unverified: the keys of the bank are not to be had.',
    ],
  ])('is refused where its signature is found %s', (verdict, words) => {
    const signature = { verdict, alg: 'PS256', key: '', mismatches: [] } as AnswerSignature;
    const judged = judge(fakeToken({ alg: 'PS256' }, CLAIMS), { signature });
    expect(judged.verdict).toBe('refused');
    expect(judged.findings.map(seenOf)).toEqual([words]);
  });

  it('is taken where its signature was verified, by an algorithm of those the bank names', () => {
    const signature: AnswerSignature = { verdict: 'good', alg: 'PS256', key: 'k', mismatches: [] };
    const jwt = fakeToken({ alg: 'PS256' }, CLAIMS);
    const good = judge(jwt, { signature, signed: ['PS256'] });
    expect(good).toMatchObject({ verdict: 'code', findings: [] });
    const { findings } = judge(jwt, { signature, signed: ['ES256'] });
    expect(findings).toMatchObject([{ id: 'AP22', facts: ['alg', 'PS256', 'ES256'] }]);
  });

  it('is refused where it is no JWT, or encrypted, or came twice', () => {
    const encrypted = `${fakeToken({ alg: 'RSA-OAEP' }, {})}.a.b`;
    expect(['FAKE', encrypted].map((jwt) => seenOf(judge(jwt).findings[0]))).toEqual([
      'Of the signed answer, JWT is not to be read.',
      'Of the signed answer, JWT is encrypted: only the client that has its key can read it.',
    ]);
    const twice = fakeToken({ alg: 'PS256' }, CLAIMS);
    expect(judge(`${twice}&response=${twice}`).verdict).toBe('refused');
  });

  it.each(['response=&response=', 'response=a&response=', 'response=a&response=b', 'response='])(
    'does not stand in for the issuer of a plain one: %s',
    (beside) => {
      const { verdict, findings } = judgeUrl(`?code=FAKE-code&state=FAKE-state&${beside}`, {
        issuerInResponse: 'required',
      });
      expect(verdict).toBe('refused');
      expect(findings.map(({ id }) => id)).toContain('AP10');
    },
  );

  it('is missed where it was asked for, whatever came in its place', () => {
    for (const plain of ['code=FAKE-code', 'error=access_denied']) {
      const { verdict, findings } = judgeUrl(`?${plain}&state=FAKE-state&iss=${EXPECTED.issuer}`, {
        signed: [],
      });
      expect(verdict).toBe('refused');
      expect(seenOf(findings.find(({ id }) => id === 'AP22'))).toBe(
        'Of the signed answer, signature is missing: the answer came in plain parameters.',
      );
    }
  });

  it('is refused where its signature was not checked, and says so', () => {
    const { verdict, findings } = judge(fakeToken({ alg: 'PS256' }, CLAIMS));
    const [finding] = findings;
    expect(verdict).toBe('refused');
    expect(seenOf(finding)).toBe('Of the signed answer, signature is not checked.');
  });
});

it('a leak is told once for each host, without the code', () => {
  const referrer = 'https://tpp.example/cb?code=FAKE-code&state=x';
  const hosts = ['https://a.example/1', 'https://a.example/2', 'https://b.example/'];
  const findings = lintLanding([{ url: referrer }, ...hosts.map((url) => ({ url, referrer }))]);
  expect(findings.map(({ facts }) => facts)).toEqual([
    ['a.example', 'code'],
    ['b.example', 'code'],
  ]);
});
