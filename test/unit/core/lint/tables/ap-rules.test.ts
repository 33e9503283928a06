import type { Finding } from '../../../../../src/core/lint/finding.ts';
import { judgeResponse } from '../../../../../src/core/lint/judge-response.ts';
import { type LandingRequest, lintLanding } from '../../../../../src/core/lint/lint-landing.ts';
import { lintSentRequest } from '../../../../../src/core/lint/lint-sent-request.ts';
import { lintWaiting } from '../../../../../src/core/lint/lint-waiting.ts';
import {
  type AuthorizationResponse,
  type ExpectedResponse,
  parseAuthorizationResponse,
} from '../../../../../src/core/oauth/authorization-response.ts';
import { buildWorkerRequest } from '../../../../../src/core/oauth/token-request.ts';
import { FAKE_STATE, planOf, RFC7636_VERIFIER } from '../../../../fixtures/profiles.ts';
import { fakeToken } from '../../../../fixtures/tokens.ts';
import { testTable } from './table.ts';

const CALLBACK = 'https://tpp.example/cb';
const BANK = 'https://bank.example';
const GOOD = `${CALLBACK}?code=FAKE&state=${FAKE_STATE}`;
const NOW_MS = Date.UTC(2026, 10, 21, 12);
const EXPECTED: ExpectedResponse = {
  redirectUri: CALLBACK,
  state: FAKE_STATE,
  issuer: BANK,
  issuerInResponse: 'undocumented',
  answeredBefore: false,
  clientId: 'tpp',
  nowMs: NOW_MS,
};

/** Judges an address, or what stands behind the good one. */
const judge =
  (
    url: string,
    change: Partial<ExpectedResponse> = {},
    more: Partial<AuthorizationResponse> = {},
  ) =>
  (): Finding[] => {
    const response = parseAuthorizationResponse(url.startsWith('https') ? url : GOOD + url);
    if (!response) throw new Error('no URL');
    return judgeResponse({ ...response, ...more }, { ...EXPECTED, ...change }).findings;
  };

const failed = (error: string) => `${CALLBACK}?error=${error}&state=${FAKE_STATE}`;
const inJwt = (claims: object, header: object = { alg: 'PS256' }) =>
  `${CALLBACK}?response=${fakeToken(header, claims)}`;
const CLAIMS = {
  iss: BANK,
  aud: 'tpp',
  exp: NOW_MS / 1000 + 60,
  code: 'FAKE',
  state: FAKE_STATE,
};

const aged = (codeAgeMs: number) => () => {
  const plan = planOf('practice-oidc');
  const values = { code: 'FAKE', codeVerifier: RFC7636_VERIFIER };
  const built = buildWorkerRequest(plan, 'exchange', values);
  if (!built.ok) throw new Error(built.error.kind);
  return lintSentRequest({ request: built.value, plan, purpose: 'exchange', codeAgeMs });
};
const landing =
  (...later: LandingRequest[]) =>
  () =>
    lintLanding([{ url: GOOD }, ...later]);
const redirector = (next: string, location?: string) => () =>
  lintLanding([{ url: `${GOOD}&next=${encodeURIComponent(next)}`, status: 302, location }]);
const waited = (minutes: number) => () =>
  lintWaiting({ openedAtMs: NOW_MS, nowMs: NOW_MS + minutes * 60_000 });

testTable('AP', 23, {
  AP01: {
    raised: [
      ['another path', judge(`https://tpp.example/CB?code=FAKE&state=${FAKE_STATE}`)],
      ['another port', judge(GOOD.replace('/cb', ':8443/cb'))],
      ['a slash at the end', judge(GOOD.replace('/cb', '/cb/'))],
    ],
    silent: [
      ['the right address', judge('')],
      ['a host in capitals', judge(GOOD.replace('tpp.example', 'TPP.example'))],
    ],
  },
  AP02: {
    raised: [
      ['no state', judge(`${CALLBACK}?code=FAKE`)],
      ['an empty state', judge(`${CALLBACK}?code=FAKE&state=`)],
      ['none in the JWT', judge(inJwt({ ...CLAIMS, state: undefined }))],
    ],
    silent: [
      ['the right state', judge('')],
      ['no state where none was sent', judge(`${CALLBACK}?code=FAKE`, { state: undefined })],
      ['an answer in a JWT', judge(inJwt(CLAIMS))],
    ],
  },
  AP03: {
    raised: [
      ['another state', judge(`${CALLBACK}?code=FAKE&state=x`)],
      ['a state where none was sent', judge('', { state: undefined })],
    ],
    silent: [
      ['the right state', judge('')],
      ['an answer that nobody waits for', judge('', { state: undefined, pending: 'none' })],
    ],
  },
  AP04: {
    raised: [['an answer that nobody waits for', judge('', { state: undefined, pending: 'none' })]],
    silent: [
      ['an answer to a request that waits', judge('')],
      ['another state', judge(`${CALLBACK}?code=FAKE&state=x`)],
    ],
  },
  AP05: {
    raised: [['a second answer', judge('', { answeredBefore: true })]],
    silent: [['the first answer', judge('')]],
  },
  AP06: {
    raised: [
      ['neither code nor error', judge(`${CALLBACK}?state=${FAKE_STATE}`)],
      ['an empty code', judge(`${CALLBACK}?code=&state=${FAKE_STATE}`)],
    ],
    silent: [
      ['a code', judge('')],
      ['an error', judge(failed('access_denied'))],
      ['an answer in a JWT', judge(inJwt(CLAIMS))],
      ['a code in a form', judge(CALLBACK, {}, { form: [{ name: 'code', value: 'FAKE' }] })],
    ],
  },
  AP07: {
    raised: [['code and error', judge('&error=server_error')]],
    silent: [
      ['a code', judge('')],
      ['an empty error beside it', judge('&error=')],
    ],
  },
  AP08: {
    raised: [
      ['two codes', judge('&code=other')],
      ['two states', judge(`&state=${FAKE_STATE}`)],
      ['a code in query and form', judge('', {}, { form: [{ name: 'code', value: 'other' }] })],
    ],
    silent: [
      ['each once', judge('')],
      ['the bank’s own name twice', judge('&x=1&x=2')],
    ],
  },
  AP09: {
    raised: [['another issuer', judge(`&iss=${BANK}/`)]],
    silent: [
      ['the issuer', judge(`&iss=${BANK}`)],
      ['any issuer where ours is unknown', judge('&iss=x', { issuer: undefined })],
    ],
  },
  AP10: {
    raised: [
      ['a promised issuer that is missing', judge('', { issuerInResponse: 'required' })],
      [
        'one that is missing in the JWT',
        judge(inJwt({ ...CLAIMS, iss: undefined }), { issuerInResponse: 'required' }),
      ],
    ],
    silent: [
      ['the promised issuer', judge(`&iss=${BANK}`, { issuerInResponse: 'required' })],
      ['no promise', judge('')],
      ['an answer in a JWT', judge(inJwt(CLAIMS), { issuerInResponse: 'required' })],
    ],
  },
  AP11: {
    raised: [['no issuer, and another bank here', judge('', { otherBanksHere: 1 })]],
    silent: [
      ['one bank', judge('')],
      ['an issuer', judge(`&iss=${BANK}`, { otherBanksHere: 1 })],
      [
        'an issuer that was promised: AP10 speaks',
        judge('', { otherBanksHere: 1, issuerInResponse: 'required' }),
      ],
    ],
  },
  AP12: {
    raised: [['an answer behind the #', judge(GOOD.replace('?', '#'))]],
    silent: [
      ['an answer in the query', judge('')],
      ['a bank that answers there', judge(GOOD.replace('?', '#'), { mode: 'fragment' })],
      ['what some servers add', judge('#_=_')],
    ],
  },
  AP13: {
    raised: [
      ['an access token in the query', judge('&access_token=FAKE')],
      ['an ID token in the fragment', judge('#id_token=FAKE')],
    ],
    silent: [
      ['no token', judge('')],
      [
        'an ID token in a form, which is no URL',
        judge('', {}, { form: [{ name: 'id_token', value: 'FAKE' }] }),
      ],
    ],
  },
  AP14: {
    raised: [['a code that came before', judge('', { codeSeenBefore: true })]],
    silent: [['a new code', judge('', { codeSeenBefore: false })]],
  },
  AP15: {
    raised: [
      ['a code of 61 s', aged(61_000)],
      ['a code of 11 min', aged(660_000)],
    ],
    silent: [['a code of 60 s', aged(60_000)]],
  },
  AP16: {
    raised: [['an error of the RFC', judge(failed('access_denied'))]],
    silent: [
      ['a code', judge('')],
      ['an invented error', judge(failed('bad_day'))],
    ],
  },
  AP17: {
    raised: [['an invented error', judge(failed('bad_day'))]],
    silent: [['an error of the RFC', judge(failed('invalid_scope'))]],
  },
  AP18: {
    raised: [
      ['an accent', judge(`${failed('access_denied')}&error_description=refus%C3%A9`)],
      ['an error_uri over http', judge(`${failed('access_denied')}&error_uri=http://bank.example`)],
    ],
    silent: [['plain words', judge(`${failed('access_denied')}&error_description=no`)]],
  },
  AP19: {
    raised: [
      [
        'a script of another host that is told the code',
        landing({ url: 'https://cdn.example/a.js', referrer: GOOD }),
      ],
    ],
    silent: [
      ['no other request', landing()],
      [
        'the origin alone',
        landing({ url: 'https://cdn.example/', referrer: 'https://tpp.example/' }),
      ],
      ['the page’s own server', landing({ url: 'https://tpp.example/a.js', referrer: GOOD })],
      ['no Referer', landing({ url: 'https://cdn.example/a.js' })],
    ],
  },
  AP20: {
    raised: [
      ['307', judge('', { redirectStatus: 307 })],
      ['308', judge('', { redirectStatus: 308 })],
    ],
    silent: [
      ['302', judge('', { redirectStatus: 302 })],
      ['303', judge('', { redirectStatus: 303 })],
      ['an unseen status', judge('')],
    ],
  },
  AP21: {
    raised: [
      ['forwarding by status', redirector('https://evil.example/x', 'https://evil.example/x?a=1')],
      ['an address without scheme', redirector('//evil.example/x', '//evil.example/x')],
      [
        'forwarding by script',
        () =>
          lintLanding([
            { url: `${GOOD}&next=https://evil.example` },
            { url: 'https://evil.example/' },
          ]),
      ],
    ],
    silent: [
      ['an address that is not followed', redirector('https://evil.example/x')],
      ['the page’s own host', redirector('https://tpp.example/x', '/x')],
      ['a fixed address', redirector('/x', 'https://app.example/')],
    ],
  },
  AP22: {
    raised: [
      ['a JWT whose signature nobody checked', judge(inJwt(CLAIMS))],
      ['no JWT', judge(`${CALLBACK}?response=FAKE`)],
      ['an unsigned JWT', judge(inJwt(CLAIMS, { alg: 'none' }))],
      ['plain parameters where a JWT was asked for', judge('', { signed: [] })],
    ],
    silent: [
      ['an answer without a JWT', judge('')],
      [
        'a JWT that the bank signed',
        judge(inJwt(CLAIMS, { alg: 'PS256' }), {
          signed: ['PS256'],
          signature: { verdict: 'good', alg: 'PS256', key: '1', mismatches: [] },
        }),
      ],
    ],
  },
  AP23: {
    raised: [['15 minutes', waited(15)]],
    silent: [['14 minutes', waited(14)]],
  },
});
