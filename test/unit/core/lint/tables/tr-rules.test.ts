import { lintPushedAnswer } from '../../../../../src/core/lint/lint-pushed-answer.ts';
import { readPushedAnswer } from '../../../../../src/core/oauth/pushed-request.ts';
import { jsonAnswer, pageAnswer, textAnswer } from '../../../../fixtures/answers.ts';
import { profileOf } from '../../../../fixtures/profiles.ts';
import { testTable } from './table.ts';
import { judge, TOKENS, withTokens } from './token-answer.ts';

const fine = withTokens({});
const JSON_TYPE: [string, string] = ['Content-Type', 'application/json'];
const cc = { purpose: 'client_credentials' } as const;
const body = (text: string) =>
  judge(textAnswer(200, text, { headers: [JSON_TYPE, ['Cache-Control', 'no-store']] }));

const pushed = (status: number, members: object) => () => {
  const answer = jsonAnswer(status, members);
  const profile = profileOf('oidc');
  const requestUrl = 'https://server.example/par';
  return lintPushedAnswer({ answer, read: readPushedAnswer(answer), profile, requestUrl });
};

testTable('TR', 22, {
  TR01: {
    raised: [
      ['a redirect that the browser hides', judge(textAnswer(0, '', { redirected: true }))],
      ['a 307', judge(textAnswer(307, ''))],
    ],
    silent: [
      ['tokens', fine],
      ['an error', judge(jsonAnswer(400, { error: 'invalid_grant' }))],
    ],
  },
  TR02: {
    raised: [
      ['JSON as text/html', withTokens({}, {}, { headers: [['Content-Type', 'text/html']] })],
      ['no content type', withTokens({}, {}, { headers: [] })],
    ],
    silent: [
      [
        'a charset',
        withTokens({}, {}, { headers: [['Content-Type', 'application/json;charset=utf-8']] }),
      ],
      ['a page with an error', judge(pageAnswer(403))],
    ],
  },
  TR03: {
    raised: [
      ['an empty body', body('')],
      ['a list', body('[]')],
      ['a text in quotes', body('"FAKE"')],
      ['a page', judge(pageAnswer(200))],
      ['SOAP', body('<soap:Envelope/>')],
      ['plain text', body('access_token=FAKE')],
      ['half an answer', body('{"access_token":"FAK')],
      ['blanks', body(' '.repeat(9999))],
    ],
    silent: [
      ['an object', fine],
      ['a byte order mark before it', body(`\uFEFF${JSON.stringify(TOKENS)}`)],
    ],
  },
  TR04: {
    raised: [['bad text', withTokens({}, {}, { badText: true })]],
    silent: [['clean UTF-8', fine]],
  },
  TR05: {
    raised: [
      ['a token twice', body('{"access_token":"a","token_type":"Bearer","access_token":"b"}')],
      ['a name written in two ways', body('{"a":1,"\\u0061":2}')],
      ['a name twice, deep inside', body('{"a":[{"b":1},{"b":1,"b":2}]}')],
      ['a name twice in an error', judge(textAnswer(400, '{"error":"x","error":"y"}'))],
    ],
    silent: [
      ['each once', fine],
      ['one name in two objects', body('{"a":{"b":1},"c":{"b":1},"b":"a"}')],
      ['names in a string', body('{"a":"{\\"b\\":1,\\"b\\":2}"}')],
      ['a page', judge(pageAnswer(200))],
    ],
  },
  TR06: {
    raised: [
      ['201', judge(jsonAnswer(201, TOKENS))],
      ['202', judge(jsonAnswer(202, TOKENS))],
    ],
    silent: [
      ['200', fine],
      ['400', judge(jsonAnswer(400, { error: 'invalid_grant' }))],
    ],
  },
  TR07: {
    raised: [['an error with 200', judge(jsonAnswer(200, { error: 'invalid_grant' }))]],
    silent: [
      ['an error with 400', judge(jsonAnswer(400, { error: 'invalid_grant' }))],
      ['tokens', fine],
    ],
  },
  TR08: {
    raised: [
      ['no access token', withTokens({ access_token: undefined })],
      ['an empty one', withTokens({ access_token: '' })],
      ['a number', withTokens({ access_token: 12345 })],
      ['null', withTokens({ access_token: null })],
      ['a list', withTokens({ access_token: ['FAKE'] })],
      [
        'a token that only a prototype would have',
        body('{"__proto__":{"access_token":"FAKE","token_type":"Bearer"}}'),
      ],
    ],
    silent: [['a token', fine]],
  },
  TR09: {
    raised: [
      ['no type', withTokens({ token_type: undefined })],
      ['null', withTokens({ token_type: null })],
      ['a number', withTokens({ token_type: 1 })],
    ],
    silent: [['Bearer', fine]],
  },
  TR10: {
    raised: [['a type that nobody knows', withTokens({ token_type: 'Cookie' })]],
    silent: [
      ['bearer', withTokens({ token_type: 'bearer' })],
      ['dpop', withTokens({ token_type: 'dpop' })],
    ],
  },
  TR11: {
    raised: [['no lifetime', withTokens({ expires_in: undefined })]],
    silent: [
      ['a lifetime', fine],
      ['an odd one', withTokens({ expires_in: null })],
    ],
  },
  TR12: {
    raised: [
      ['0', withTokens({ expires_in: 0 })],
      ['less than 0', withTokens({ expires_in: -1 })],
      ['a text', withTokens({ expires_in: '3600' })],
      ['null', withTokens({ expires_in: null })],
      ['a list', withTokens({ expires_in: [3600] })],
      ['half a second', withTokens({ expires_in: 0.5 })],
    ],
    silent: [
      ['an hour', fine],
      ['10 years', withTokens({ expires_in: 315_360_000 })],
    ],
  },
  TR13: {
    raised: [
      ['10 years', withTokens({ expires_in: 315_360_000 })],
      ['29 seconds', withTokens({ expires_in: 29 })],
    ],
    silent: [
      ['a year', withTokens({ expires_in: 31_536_000 })],
      ['30 seconds', withTokens({ expires_in: 30 })],
      ['no number', withTokens({ expires_in: 'soon' })],
    ],
  },
  TR14: {
    raised: [
      ['less than was asked for', withTokens({}, { requestedScope: 'aisp cbpii' })],
      ['no openid, and no ID token', withTokens({}, { requestedScope: 'openid aisp' })],
    ],
    silent: [
      ['all of it', fine],
      ['another order', withTokens({ scope: 'cbpii aisp' }, { requestedScope: 'aisp cbpii' })],
      [
        'openid, for which an ID token came',
        withTokens({ id_token: 'FAKE.id.token' }, { requestedScope: 'openid aisp' }),
      ],
    ],
  },
  TR15: {
    raised: [['more than was asked for', withTokens({ scope: 'aisp pisp' })]],
    silent: [
      ['the same', fine],
      ['what the bank gives where none was asked for', withTokens({}, { requestedScope: '' })],
    ],
  },
  TR16: {
    raised: [
      ['no scope', withTokens({ scope: undefined })],
      ['a list', withTokens({ scope: ['aisp'] })],
    ],
    silent: [
      ['a scope', fine],
      ['none where none was asked for', withTokens({ scope: undefined }, { requestedScope: '' })],
    ],
  },
  TR17: {
    raised: [['a refresh token with client_credentials', withTokens({}, cc)]],
    silent: [
      ['one with a code', fine],
      ['none', withTokens({ refresh_token: undefined }, cc)],
    ],
  },
  TR18: {
    raised: [
      ['no header', withTokens({}, {}, { headers: [JSON_TYPE] })],
      [
        'a public answer',
        withTokens({}, {}, { headers: [JSON_TYPE, ['Cache-Control', 'public']] }),
      ],
    ],
    silent: [
      ['no-store', fine],
      [
        'no-store among others',
        withTokens({}, {}, { headers: [JSON_TYPE, ['cache-control', 'private, No-Store']] }),
      ],
    ],
  },
  TR19: {
    raised: [
      ['a blank in a token', withTokens({ access_token: 'FAKE access' })],
      ['a line break', withTokens({ access_token: 'FAKE\naccess' })],
      ['an accent', withTokens({ access_token: 'caf\u00e9' })],
      ['a refresh token that is a number', withTokens({ refresh_token: 12345 })],
      ['an ID token that is an object', withTokens({ id_token: {} })],
    ],
    silent: [
      ['what a header carries', withTokens({ access_token: 'aZ09-._~+/==' })],
      ['a refresh token with a blank: it goes into a form', withTokens({ refresh_token: 'a b' })],
    ],
  },
  TR20: {
    raised: [['Bearer to a DPoP proof', withTokens({}, { askedDpop: true })]],
    silent: [
      ['DPoP', withTokens({ token_type: 'DPoP' }, { askedDpop: true })],
      ['Bearer where no proof was sent', fine],
    ],
  },
  TR21: {
    raised: [
      ['an answer that was cut', withTokens({}, {}, { cut: true })],
      ['21 seconds', withTokens({}, {}, { durationMs: 21_000 })],
    ],
    silent: [['a quick one', fine]],
  },
  TR22: {
    raised: [
      ['no reference', pushed(201, { expires_in: 60 })],
      ['a reference that is a number', pushed(201, { request_uri: 1, expires_in: 60 })],
      ['no lifetime', pushed(201, { request_uri: 'urn:x' })],
    ],
    silent: [
      ['both', pushed(201, { request_uri: 'urn:x', expires_in: 60 })],
      ['an error', pushed(400, { error: 'invalid_request' })],
    ],
  },
});
