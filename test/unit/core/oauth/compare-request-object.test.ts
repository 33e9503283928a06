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
