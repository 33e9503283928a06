import { describe, expect, it } from 'vitest';
import { plainHttpHost, reachedBank } from '../../../../src/core/oauth/failure-reach.ts';
import {
  headerOf,
  httpAnswerSchema,
  httpFailureSchema,
  httpRequestSchema,
} from '../../../../src/core/oauth/http-message.ts';
import { isRepeatable } from '../../../../src/core/oauth/repeatable.ts';
import { textAnswer } from '../../../fixtures/answers.ts';

it('finds a header in any case, the first one', () => {
  const answer = textAnswer(200, '', {
    headers: [
      ['CONTENT-type', 'application/json'],
      ['content-type', 'text/plain'],
    ],
  });
  expect(headerOf(answer, 'Content-Type')).toBe('application/json');
  expect(headerOf(answer, 'Retry-After')).toBeUndefined();
});

it.each(['GET', 'POST', 'PUT', 'DELETE'])('a request by %s is read back as it was', (method) => {
  const request = { method, url: 'https://b.example', headers: [['A', 'b']], parameters: [] };
  expect(httpRequestSchema.parse(request)).toEqual(request);
  expect(httpRequestSchema.safeParse({ ...request, headers: [['A']] }).success).toBe(false);
  expect(httpRequestSchema.safeParse({ ...request, more: 1 }).success).toBe(false);
});

it('an answer is read back as it was, and no other', () => {
  const answer = textAnswer(200, 'x', { headers: [['A', 'b']] });
  expect(httpAnswerSchema.parse(answer)).toEqual(answer);
  expect(httpAnswerSchema.safeParse({ ...answer, status: '200' }).success).toBe(false);
});

const begun = { status: 200, bytes: 12 };
it.each([
  { kind: 'cancelled' },
  { kind: 'too_slow', afterMs: 1, begun },
  { kind: 'no_permission', host: 'b.example' },
  { kind: 'plain_http', host: 'b.example' },
  { kind: 'bad_url' },
  { kind: 'cut_off', reason: '', host: 'b.example', begun },
  { kind: 'network', reason: '', host: 'b.example' },
])('a failure is read back as it was: $kind', (failure) => {
  expect(httpFailureSchema.parse(failure)).toEqual(failure);
  expect(httpFailureSchema.safeParse({ ...failure, begun: { status: 200 } }).success).toBe(false);
});

it.each([
  ['net::ERR_CONNECTION_REFUSED', 'no'],
  ['net::ERR_NAME_NOT_RESOLVED', 'no'],
  ['NS_ERROR_UNKNOWN_HOST', 'no'],
  ['net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'no'],
  ['net::ERR_CONNECTION_RESET', 'unknown'],
  ['net::ERR_EMPTY_RESPONSE', 'unknown'],
  ['NS_ERROR_NET_RESET', 'unknown'],
  ['', 'unknown'],
])('after %s the request reached the bank: %s', (reason, reached) => {
  expect(reachedBank({ kind: 'network', reason, host: 'bank.example' })).toBe(reached);
});

it.each([
  ['https://bank.example/token', undefined],
  ['http://bank.example/token', 'bank.example'],
  ['http://17515.bpce.localhost:8489/token', undefined],
  ['http://127.0.0.1/token', undefined],
  ['http://[::1]:80/token', undefined],
  ['http://localhost.evil.example/token', 'localhost.evil.example'],
])('the plain http host of %s is %s', (address, host) => {
  expect(plainHttpHost(address)).toBe(host);
});

describe('a request that the browser may have repeated by itself', () => {
  const url = 'https://bank.example/token';
  it.each([
    ['is a POST over HTTP/2', { method: 'POST', url }, { protocol: 'h2' }, 'yes'],
    ['is a POST over HTTP/3', { method: 'POST', url }, { protocol: 'h3' }, 'yes'],
    ['is none over HTTP/1.1', { method: 'POST', url }, { protocol: 'http/1.1' }, 'no'],
    ['may be one where nobody tells', { method: 'POST', url }, {}, 'maybe'],
    ['may be one without an answer', { method: 'POST', url }, undefined, 'maybe'],
    ['is none over plain http', { method: 'POST', url: 'http://oidc.localhost/' }, undefined, 'no'],
    ['does no harm where it only reads', { method: 'GET', url }, { protocol: 'h2' }, 'no'],
  ] as const)('%s', (_what, request, answer, expected) => {
    expect(isRepeatable(request, answer)).toBe(expected);
  });
});
