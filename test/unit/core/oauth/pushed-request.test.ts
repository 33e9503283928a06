import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../../../src/core/oauth/http-message.ts';
import { buildPushedRequest, readPushedAnswer } from '../../../../src/core/oauth/pushed-request.ts';
import type { FlowPlan, RequestDraft } from '../../../../src/core/oauth/request-draft.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const ENDPOINT = 'https://server.example/par';
const PLAIN = {
  parameters: [
    { name: 'client_id', value: 'FAKE-client' },
    { name: 'scope', value: 'openid accounts' },
    { name: 'resource', value: 'https://api.example/a' },
    { name: 'resource', value: 'https://api.example/b' },
  ],
};

function planWith(change: Partial<RequestDraft> = {}): FlowPlan {
  const { profile, draft } = planOf('oidc', change);
  const { sandbox } = profile.environments;
  if (!sandbox) throw new Error('no sandbox');
  const endpoints = { ...sandbox.endpoints, pushedAuthorizationRequestEndpoint: ENDPOINT };
  return {
    profile: { ...profile, environments: { sandbox: { ...sandbox, endpoints } } },
    draft,
  };
}

function bodyOf(plan: FlowPlan, object?: string, credentials = {}) {
  const built = buildPushedRequest(plan, PLAIN, object, credentials);
  if (!built.ok) throw new Error(built.error.kind);
  return built.value;
}

describe('a pushed request', () => {
  it('posts every parameter, and the secret where the client has it', () => {
    const plan = planWith({ clientAuthentication: 'client_secret_post' });
    expect(bodyOf(plan, undefined, { clientSecret: 'FAKE-secret' })).toMatchObject({
      method: 'POST',
      url: ENDPOINT,
      body:
        'client_id=FAKE-client&scope=openid+accounts&resource=https%3A%2F%2Fapi.example%2Fa' +
        '&resource=https%3A%2F%2Fapi.example%2Fb&client_secret=FAKE-secret',
    });
  });

  it('posts the object in their place', () => {
    const plan = planWith({ clientAuthentication: 'private_key_jwt' });
    const { body, parameters } = bodyOf(plan, 'FAKE.jwt.x', { clientAssertion: 'FAKE.jwt.y' });
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      client_id: 'FAKE-client',
      request: 'FAKE.jwt.x',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'FAKE.jwt.y',
    });
    expect(parameters).toHaveLength(4);
  });

  it('proves the client in a header where it does so for tokens', () => {
    const plan = planWith({ clientAuthentication: 'client_secret_basic' });
    const { headers, body } = bodyOf(plan, undefined, { clientSecret: 'FAKE-secret' });
    expect(headers).toContainEqual([
      'Authorization',
      `Basic ${btoa('practice-client:FAKE-secret')}`,
    ]);
    expect(body).not.toContain('FAKE-secret');
  });

  it('needs an endpoint', () => {
    const built = buildPushedRequest(planOf('oidc'), PLAIN, undefined, {});
    const names = ['pushedAuthorizationRequestEndpoint'];
    expect(built).toEqual({ ok: false, error: { kind: 'missing_values', names } });
  });
});

describe('the answer to a pushed request', () => {
  const answer = (status: number, body: string, change = {}): HttpAnswer => ({
    status,
    headers: [['content-type', 'application/json']],
    body,
    badText: false,
    bytes: body.length,
    cut: false,
    redirected: false,
    receivedAtMs: 0,
    durationMs: 1,
    ...change,
  });

  it.each([
    [60, 60],
    ['90', 90],
    [undefined, undefined],
    [-1, undefined],
  ])('brings a reference that lives %s', (expires_in, expiresIn) => {
    const body = JSON.stringify({ request_uri: 'urn:made:up', expires_in });
    const expected = { kind: 'pushed', requestUri: 'urn:made:up', expiresIn };
    expect(readPushedAnswer(answer(201, body))).toEqual(expected);
  });

  it.each([
    ['an error', answer(400, '{"error":"invalid_request"}'), 'error'],
    ['no reference', answer(201, '{"expires_in":60}'), 'unexpected'],
    ['an empty one', answer(201, '{"request_uri":"","expires_in":60}'), 'unexpected'],
    ['a reference in a refusal', answer(500, '{"request_uri":"urn:x"}'), 'unexpected'],
    ...[199, 300].map((status): [string, HttpAnswer, string] => [
      `a reference with ${status}`,
      answer(status, '{"request_uri":"urn:x"}'),
      'unexpected',
    ]),
    ['a page', answer(201, '<html></html>'), 'unexpected'],
    ['half an answer', answer(201, '{"request_uri":"urn:x"}', { cut: true }), 'unexpected'],
    ['a redirect', answer(302, '', { redirected: true }), 'redirected'],
  ])('is seen to be %s', (_what, given, kind) => {
    expect(readPushedAnswer(given).kind).toBe(kind);
  });
});
