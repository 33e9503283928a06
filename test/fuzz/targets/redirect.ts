import fc from 'fast-check';
import { judgeResponse } from '../../../src/core/lint/judge-response.ts';
import {
  type ExpectedResponse,
  landsOn,
  parseAuthorizationResponse,
  responseParameters,
  responseValue,
} from '../../../src/core/oauth/authorization-response.ts';
import { almost, anyText, hold, type Target } from '../target.ts';

const HERE = 'https://tpp.example/cb';
const STATE = 'FAKE§state-0123456789';
const CODE = 'FAKE§code-0123456789';

const expected: ExpectedResponse = {
  redirectUri: HERE,
  state: STATE,
  issuer: 'https://bank.example',
  issuerInResponse: 'undocumented',
  answeredBefore: false,
};

const answer = (mark: '?' | '#', more = '') =>
  `${HERE}${mark}${new URLSearchParams({ code: CODE, state: STATE })}${more}`;
const samples = [
  answer('?'),
  answer('#'),
  answer('?', '&iss=https%3A%2F%2Fbank.example'),
  `${HERE}?error=access_denied&error_description=no&${new URLSearchParams({ state: STATE })}`,
  `${HERE}?response=eyJhbGciOiJub25lIn0.e30.`,
];
const SECRETS = ['code', 'state', 'response'];
const pieces = ['&', '=', '?', '#', '+', '%2', '%ff', '&code=', '&state=', '&iss=', '&error=', ' '];

/** No code is taken but for the state that was sent, at the place it was sent to; no finding tells a value. */
export const redirect: Target = {
  name: 'redirect',
  texts: fc.oneof(almost(samples, pieces), anyText),
  check(text) {
    const response = parseAuthorizationResponse(text);
    if (!response) return;
    const { verdict, code, findings } = judgeResponse(response, expected);
    if (verdict === 'code') {
      hold(code !== undefined && code !== '', 'a verdict "code" without a code');
      hold(responseValue(response, 'state') === STATE, 'another state was taken');
      hold(landsOn(response, HERE), 'another redirect URI was taken');
    }
    // Names are told, and what a bank writes elsewhere: an error, its issuer.
    const words = responseParameters(response).flatMap(({ name, value }) =>
      SECRETS.includes(name) ? [name] : [name, value],
    );
    if (words.some((word) => word.includes('FAKE§'))) return;
    hold(!JSON.stringify(findings).includes('FAKE§'), 'a finding tells a code or state');
  },
};
