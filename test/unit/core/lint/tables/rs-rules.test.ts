import { expect, it } from 'vitest';
import type { TokenRecord } from '../../../../../src/core/flow/flow-event.ts';
import { explainApiAnswer } from '../../../../../src/core/lint/explain-api-answer.ts';
import { explainTokenStatus } from '../../../../../src/core/lint/explain-token-status.ts';
import type { Finding } from '../../../../../src/core/lint/finding.ts';
import { lintApiRequest } from '../../../../../src/core/lint/lint-api-request.ts';
import type { HttpAnswer } from '../../../../../src/core/oauth/http-message.ts';
import { jsonAnswer, textAnswer } from '../../../../fixtures/answers.ts';
import { planOf, profileOf } from '../../../../fixtures/profiles.ts';
import { testTable } from './table.ts';

const TOKEN = 'FAKE-access-token';
const plan = planOf('practice-bpce-aisp', { variables: { practicePort: '8489' } });
const API = 'http://17515.bpce.localhost:8489/stet/psd2/v1.6.2/accounts';
const RECEIVED = Date.UTC(2026, 10, 21, 12);
const EXP = RECEIVED / 1000 + 3600;

const call =
  (url = API, authorization = `Bearer ${TOKEN}`, token_type: string | undefined = 'Bearer') =>
  (): Finding[] => {
    const headers: [string, string][] =
      authorization === '' ? [] : [['authorization', authorization]];
    const request = { method: 'GET' as const, url, headers, parameters: [] };
    return lintApiRequest({ request, accessToken: TOKEN, token_type }, plan);
  };

const explain = (answer: HttpAnswer, profile: string) => () =>
  explainApiAnswer(answer, profileOf(profile)).findings;

const challenged = (error: string) =>
  textAnswer(401, '', { headers: [['WWW-Authenticate', `DPoP error="${error}", algs="ES256"`]] });

const unsigned =
  (answer: HttpAnswer, profile = 'bpce-aisp', lacks = ['RSA key']) =>
  () =>
    explainApiAnswer(answer, profileOf(profile), undefined, lacks).findings;

const held = (change: Partial<TokenRecord> = {}): TokenRecord => ({
  secret: { id: 's1', kind: 'access_token', length: 17, fingerprint: '0badcafe' },
  kind: 'access_token',
  receivedAtMs: RECEIVED,
  expires_in: 3600,
  scope: 'aisp extended',
  ...change,
});

const bound = (cnf: object | undefined) =>
  held({ jwt: { header: {}, claims: cnf === undefined ? {} : { cnf } } });

const introspect =
  (said: object, token = held()) =>
  () =>
    explainTokenStatus({ purpose: 'introspection', answer: jsonAnswer(200, said), token, plan })
      .findings;

const revoke = (answer: HttpAnswer) => () =>
  explainTokenStatus({ purpose: 'revocation', answer, token: held(), plan }).findings;

testTable('RS', 9, {
  RS01: {
    raised: [
      ['the token as a parameter', call(`${API}?t=${TOKEN}`)],
      ['a parameter of its name', call(`${API}?access_token=FAKE-other`)],
    ],
    silent: [
      ['another parameter', call(`${API}?limit=5`)],
      ['no query', call()],
    ],
  },
  RS02: {
    raised: [
      ['a bound token as a bearer', call(API, `Bearer ${TOKEN}`, 'DPoP')],
      ['a scheme of its own', call(API, `Token ${TOKEN}`)],
    ],
    silent: [
      ['a bearer token', call()],
      ['the type in other letters', call(API, `Bearer ${TOKEN}`, 'bearer')],
      ['a token without a type', call(API, `Bearer ${TOKEN}`, undefined)],
      ['no header at all', call(API, '')],
    ],
  },
  RS03: {
    raised: [
      ['another host', call('http://elsewhere.localhost:8489/accounts')],
      ['another port', call('http://17515.bpce.localhost:9/accounts')],
      ['another bank of the group', call('http://13807.bpce.localhost:8489/accounts')],
      ['no address', call('nowhere')],
    ],
    silent: [
      ['the API’s host', call()],
      ['the host in capitals', call(API.replace('bpce', 'BPCE'))],
    ],
  },
  RS04: {
    raised: [
      ['a 401', explain(textAnswer(401, ''), 'bpce-aisp')],
      ['a 401 with a reason', explain(jsonAnswer(401, { error: 'invalid_token' }), 'oidc')],
      ['a bound token that is over', explain(challenged('invalid_token'), 'oidc')],
    ],
    silent: [
      ['a 403', explain(jsonAnswer(403, {}), 'bpce-aisp')],
      ['a good answer', explain(jsonAnswer(200, {}), 'bpce-aisp')],
      ['a nonce that is wanted', explain(challenged('use_dpop_nonce'), 'oidc')],
      ['a proof that is not taken', explain(challenged('invalid_dpop_proof'), 'oidc')],
    ],
  },
  RS05: {
    raised: [
      ['a 403', explain(jsonAnswer(403, {}), 'bpce-aisp')],
      ['a 403 for payments', explain(jsonAnswer(403, { error: 'Forbidden' }), 'bpce-pisp')],
    ],
    silent: [
      ['a 401', explain(textAnswer(401, ''), 'bpce-aisp')],
      ['a 403 that means expiry', explain(jsonAnswer(403, { m: 'Invalid token' }), 'bpce-pisp')],
      ['a 403 that means the limit', explain(jsonAnswer(403, { error: 'TMRQ' }), 'bpce-aisp')],
    ],
  },
  RS06: {
    raised: [['a token that is not active', introspect({ active: false })]],
    silent: [
      ['a live one', introspect({ active: true })],
      ['no word of it', introspect({})],
      ['a revocation', revoke(jsonAnswer(200, { active: false }))],
    ],
  },
  RS07: {
    raised: [
      ['another scope', introspect({ active: true, scope: 'aisp' })],
      ['another end', introspect({ active: true, exp: EXP - 60 })],
      ['another client', introspect({ active: true, client_id: 'PSDFR-ACPR-00000' })],
      ['another key', introspect({ active: true, cnf: { jkt: 'b' } }, bound({ jkt: 'a' }))],
      [
        'a key that the token does not name',
        introspect({ active: true, cnf: {} }, bound(undefined)),
      ],
    ],
    silent: [
      [
        'all the same',
        introspect({
          active: true,
          scope: 'extended aisp',
          exp: EXP - 3,
          client_id: plan.draft.clientId,
        }),
      ],
      ['nothing beside', introspect({ active: true })],
      [
        'what we do not hold',
        introspect(
          { active: true, scope: 'x', exp: 1 },
          held({ scope: undefined, expires_in: undefined }),
        ),
      ],
      ['the same key', introspect({ active: true, cnf: { jkt: 'a' } }, bound({ jkt: 'a' }))],
      ['a key of an opaque token', introspect({ active: true, cnf: { jkt: 'a' } })],
      ['one that is not active', introspect({ active: false, scope: 'x' })],
    ],
  },
  RS08: {
    raised: [
      ['a token that is gone', revoke(textAnswer(200, ''))],
      ['a kind that cannot be ended', revoke(jsonAnswer(400, { error: 'unsupported_token_type' }))],
      ['no service', revoke(textAnswer(503, ''))],
    ],
    silent: [['an introspection', introspect({ active: false })]],
  },
  RS09: {
    raised: [
      ['a refusal', unsigned(jsonAnswer(400, {}))],
      ['another', unsigned(jsonAnswer(403, {}))],
      ['a 401 that does not speak of the token', unsigned(jsonAnswer(401, {}), 'redsys')],
    ],
    silent: [
      ['a request that was signed', unsigned(jsonAnswer(400, {}), 'bpce-aisp', [])],
      ['an answer with data', unsigned(jsonAnswer(200, {}))],
      ['a bank that is down', unsigned(jsonAnswer(503, {}))],
    ],
  },
});

it('a proof that an API does not take is said so, and not that its token is over', () => {
  const findings = explain(challenged('invalid_dpop_proof'), 'oidc')();
  expect(findings).toMatchObject([
    { id: 'TE01', severity: 'error', facts: ['invalid_dpop_proof', '401', ''] },
  ]);
});
