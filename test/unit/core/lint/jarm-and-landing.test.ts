import { describe, expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json' with { type: 'json' };
import { describeFinding } from '../../../../src/core/lint/describe-finding.ts';
import { judgeResponse } from '../../../../src/core/lint/judge-response.ts';
import { lintLanding } from '../../../../src/core/lint/lint-landing.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';
import {
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

function judge(jwt: string) {
  const response = parseAuthorizationResponse(`https://tpp.example/cb?response=${jwt}`);
  if (!response) throw new Error('no URL');
  return judgeResponse(response, EXPECTED);
}

describe('an answer in a JWT', () => {
  it.each<[string, object, object, string[]]>([
    ['a sound one', { alg: 'PS256' }, CLAIMS, ['info signature']],
    ['an unsigned one', { alg: 'None' }, CLAIMS, ['error alg', 'info signature']],
    [
      'one of another bank, for another client, without an end',
      { alg: 'ES256' },
      { ...CLAIMS, iss: 'https://other.example', aud: 'other', exp: undefined },
      ['error iss', 'error aud', 'error exp', 'info signature'],
    ],
    [
      'one that is over',
      { alg: 'PS256' },
      { ...CLAIMS, exp: NOW_MS / 1000 },
      ['error exp', 'info signature'],
    ],
  ])('is shown and not exchanged: %s', (_what, header, claims, expected) => {
    const { verdict, code, findings } = judge(fakeToken(header, claims));
    expect({ verdict, code }).toEqual({ verdict: 'refused', code: undefined });
    expect(findings.map(({ severity, facts }) => `${severity} ${facts[0]}`)).toEqual(expected);
    expect(JSON.stringify(findings)).not.toContain('FAKE-code');
  });

  it('is refused where it is no JWT, or encrypted', () => {
    for (const jwt of ['FAKE', `${fakeToken({ alg: 'RSA-OAEP' }, {})}.a.b`]) {
      expect(judge(jwt).findings).toMatchObject([{ id: 'AP22', severity: 'error' }]);
    }
  });

  it('says that its signature was not checked', () => {
    const [finding] = judge(fakeToken({ alg: 'PS256' }, CLAIMS)).findings;
    if (!finding) throw new Error('no finding');
    expect(describeFinding(finding, messagesFrom(messages)).seen).toBe(
      'In the response JWT, signature is not checked.',
    );
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
