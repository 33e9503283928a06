import { expect, it } from 'vitest';
import { compareRequestObject } from '../../../../src/core/oauth/compare-request-object.ts';

const plain = [
  { name: 'client_id', value: 'c' },
  { name: 'scope', value: 'accounts' },
  { name: 'resource', value: 'https://a.example' },
  { name: 'resource', value: 'https://b.example' },
  { name: 'authorization_details', value: '[ {"type": "account_information"} ]' },
  { name: 'prompt', value: 'login' },
  { name: 'ui_locales', value: 'fr' },
];
const content = {
  header: { alg: 'PS256' },
  claims: {
    iss: 'c',
    client_id: 'c',
    scope: 'accounts',
    resource: ['https://a.example', 'https://b.example'],
    authorization_details: [{ type: 'account_information' }],
    prompt: 'consent',
    intent: { id: 'i-1' },
  },
};
const verdicts = (...[jwt, asked, beside]: Parameters<typeof compareRequestObject>) =>
  Object.fromEntries(
    compareRequestObject(jwt, asked, beside).map(({ name, verdict }) => [name, verdict]),
  );

it('says of each name where it stands, and whether it says the same there', () => {
  const beside = [
    { name: 'client_id', value: 'c' },
    { name: 'scope', value: 'payments' },
    { name: 'request', value: '{{request_object#00}}' },
    { name: 'client_assertion', value: '{{client_assertion#00}}' },
  ];
  expect(verdicts(content, plain, beside)).toEqual({
    iss: 'added',
    client_id: 'same',
    scope: 'beside_differs',
    resource: 'same',
    authorization_details: 'same',
    prompt: 'differs',
    intent: 'inside',
    ui_locales: 'missing',
  });
});

it('shows the values as they stand', () => {
  const rows = compareRequestObject(content, plain, []);
  expect(rows.find(({ name }) => name === 'resource')).toEqual({
    name: 'resource',
    plain: 'https://a.example https://b.example',
    claim: 'https://a.example https://b.example',
    verdict: 'same',
  });
  expect(rows.find(({ name }) => name === 'intent')?.claim).toBe('{"id":"i-1"}');
});

it('holds it against what stands beside it where the plain request is not known', () => {
  const beside = [
    { name: 'scope', value: 'accounts' },
    { name: 'state', value: 's' },
  ];
  expect(verdicts(content, [], beside)).toMatchObject({
    iss: 'added',
    scope: 'same',
    prompt: 'inside',
    state: 'missing',
  });
});

it('takes the claims of the JWT itself for added ones, and what carries it for none', () => {
  const own = { iss: 'c', sub: 'c', aud: 'b', exp: 1, nbf: 1, iat: 1, jti: 'j' };
  const carriers = [
    'request',
    'request_uri',
    'client_assertion',
    'client_assertion_type',
    'client_secret',
  ];
  const parameters = carriers.map((name) => ({ name, value: 'FAKE' }));
  expect(verdicts({ header: {}, claims: own }, parameters, parameters)).toEqual(
    Object.fromEntries(Object.keys(own).map((name) => [name, 'added'])),
  );
});

it.each([
  ['request_uris', 'missing'],
  ['my_request', 'missing'],
])('takes %s, which only looks like a carrier, for a parameter', (name, verdict) => {
  const parameters = [{ name, value: 'x' }];
  expect(verdicts({ header: {}, claims: {} }, parameters, parameters)).toEqual({ [name]: verdict });
});

it('says what stands outside too where the plain request does not have it', () => {
  const claims = { acr: 'x' };
  const beside = [{ name: 'acr', value: 'x' }];
  expect(verdicts({ header: {}, claims }, plain.slice(0, 1), beside)).toMatchObject({
    acr: 'inside',
  });
  expect(verdicts({ header: {}, claims }, [], beside)).toEqual({ acr: 'same' });
});

it.each([
  ['other JSON', '[ {"type": "other"} ]', [{ type: 'account_information' }]],
  ['a list of more than texts', 'a 1', ['a', 1]],
])('tells %s apart', (_what, value, claim) => {
  const parameters = [{ name: 'a', value }];
  expect(verdicts({ header: {}, claims: { a: claim } }, parameters, [])).toEqual({ a: 'differs' });
});
