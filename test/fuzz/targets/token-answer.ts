import fc from 'fast-check';
import { readTokenAnswer } from '../../../src/core/oauth/token-response.ts';
import { jsonAnswer } from '../../fixtures/answers.ts';
import { almost, anyText, hold, type Target } from '../target.ts';

const samples = [
  '{"access_token":"FAKE","token_type":"Bearer","expires_in":3600,"scope":"aisp","refresh_token":"FAKE-r"}',
  '{"error":"invalid_grant","error_description":"used","error_uri":"https://bank.example/e"}',
  '{"access_token":"FAKE","token_type":"Bearer","expires_in":"3600","id_token":"e30.e30."}',
  '<!DOCTYPE html><title>Bad gateway</title>',
];
const names = ['access_token', 'token_type', 'expires_in', 'scope', 'refresh_token', 'error'];
const values = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.string({ maxLength: 5 }));
const members = fc
  .dictionary(fc.constantFrom(...names, '__proto__'), values)
  .map((json) => JSON.stringify(json));

/** Members that are read are usable, whatever the answer; tokens come only of a success. */
export const tokenAnswer: Target = {
  name: 'token answer',
  texts: fc.oneof(almost(samples, names), members, anyText),
  check(body) {
    for (const status of [200, 302, 400, 500]) {
      const answer = readTokenAnswer({ ...jsonAnswer(status, {}), body });
      if (answer.kind === 'error') {
        hold(typeof answer.error.error === 'string', 'an error that is no text');
      }
      if (answer.kind !== 'tokens') continue;
      hold(status === 200, `tokens from an answer with ${status}`);
      const { access_token, ...others } = answer.members;
      hold(typeof access_token === 'string', 'an access token that is no text');
      for (const value of Object.values(others)) {
        hold(typeof value === 'string' || Number.isInteger(value), 'a member of no use');
      }
    }
    hold(!('error' in {}), 'a prototype was changed');
  },
};
