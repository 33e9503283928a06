import { describe, expect, it } from 'vitest';
import {
  buildAuthorizationRequest,
  parseAuthorizationRequest,
} from '../../../../src/core/oauth/authorization-request.ts';
import { valuesOf } from '../../../../src/core/oauth/parameter.ts';
import type { RequestDraft } from '../../../../src/core/oauth/request-draft.ts';
import { FAKE_SECRETS, FAKE_STATE, planOf, RFC7636_CHALLENGE } from '../../../fixtures/profiles.ts';

async function build(profileId: string, change: Partial<RequestDraft> = {}) {
  const built = await buildAuthorizationRequest(planOf(profileId, change), FAKE_SECRETS);
  if (!built.ok) throw new Error(built.error.kind);
  return built.value;
}

describe('a BPCE account information request', () => {
  it('goes to the host of the chosen bank and to the documented path', async () => {
    const { url, endpoint } = await build('bpce-aisp', {
      environment: 'sandbox',
      variables: { bankCode: '17515' },
    });
    const expected = 'https://www.17515.sandbox.api.89c3.com/stet/psd2/oauth/authorize';
    expect(endpoint).toBe(expected);
    expect(url.startsWith(`${expected}?`)).toBe(true);
  });

  it('sends the five documented parameters and no PKCE', async () => {
    const { parameters } = await build('bpce-aisp', { environment: 'sandbox' });
    expect(parameters).toEqual([
      { name: 'response_type', value: 'code' },
      { name: 'client_id', value: 'PSDFR-ACPR-12345' },
      { name: 'redirect_uri', value: 'https://tpp.example/cb' },
      { name: 'scope', value: 'aisp' },
      { name: 'state', value: FAKE_STATE },
    ]);
  });

  it('uses the code of a brand that shares another brand’s host', async () => {
    const { endpoint } = await build('bpce-aisp', {
      environment: 'live',
      variables: { bankCode: '13807-cmm' },
    });
    expect(new URL(endpoint).host).toBe('www.13807.live.api.89c3.com');
  });

  it('sends a challenge when PKCE is switched on all the same', async () => {
    const { parameters } = await build('bpce-aisp', { pkce: true });
    expect(valuesOf(parameters, 'code_challenge')).toEqual([RFC7636_CHALLENGE]);
    expect(valuesOf(parameters, 'code_challenge_method')).toEqual(['S256']);
  });
});

describe('what a token is for', () => {
  const resources = ['https://api.example/a', 'https://api.example/b'];
  const authorizationDetails = [{ type: 'made_up', values: { reference: 'FAKE' } }];
  const asked = { resources, authorizationDetails };

  it('stands in the request, each address by itself', async () => {
    const { parameters } = await build('oidc', asked);
    expect(valuesOf(parameters, 'resource')).toEqual(resources);
    expect(valuesOf(parameters, 'authorization_details')).toEqual([
      '[{"type":"made_up","reference":"FAKE"}]',
    ]);
  });

  it.each([
    ['changed', { resource: 'https://api.example/c' }, ['https://api.example/c']],
    ['left out', { resource: null, authorization_details: null }, []],
  ])('can be %s like any parameter', async (_how, edits, expected) => {
    const { parameters } = await build('oidc', { ...asked, edits });
    expect(valuesOf(parameters, 'resource')).toEqual(expected);
  });

  it('is bound to the key of the flow, where the bank’s request says so', async () => {
    const { profile, draft } = planOf('oidc');
    const { authorize } = profile.requests;
    if (!authorize) throw new Error('no request');
    const parameters = [...authorize.parameters, { name: 'dpop_jkt', value: '{dpopJkt}' }];
    const requests = { ...profile.requests, authorize: { ...authorize, parameters } };
    const plan = { profile: { ...profile, requests }, draft };
    const bound = await buildAuthorizationRequest(plan, FAKE_SECRETS, { dpopJkt: 'FAKE-jkt' });
    expect(bound.ok && bound.value.url).toContain('&dpop_jkt=FAKE-jkt');
    const unbound = await buildAuthorizationRequest(plan, FAKE_SECRETS);
    expect(unbound.ok && unbound.value.url).not.toContain('dpop_jkt');
  });
});

describe('a person’s changes', () => {
  it.each([
    ['an edit replaces a value', { edits: { scope: 'cbpii' } }, 'scope', ['cbpii']],
    ['an edit to null leaves the parameter out', { edits: { state: null } }, 'state', []],
    ['an edit to nothing keeps the parameter, empty', { edits: { state: '' } }, 'state', ['']],
    ['an empty field leaves the parameter out', { scope: '' }, 'scope', []],
    ['extra parameters are added', { extra: [{ name: 'x', value: 'y' }] }, 'x', ['y']],
    [
      'extra parameters may repeat a name',
      { extra: [{ name: 'scope', value: 'z' }] },
      'scope',
      ['aisp', 'z'],
    ],
    ['an extra parameter without a name is dropped', { extra: [{ name: '', value: 'y' }] }, '', []],
  ])('%s', async (_behaviour, change, name, values) => {
    const { parameters, url } = await build('bpce-aisp', change);
    expect(valuesOf(parameters, name)).toEqual(values);
    expect(parseAuthorizationRequest(url)?.parameters).toEqual(parameters);
  });
});

describe('nothing to open', () => {
  it.each([
    [
      'an environment that the profile lacks',
      'bpce-aisp',
      { environment: 'moon' },
      'no_such_environment',
    ],
    ['a grant without a redirect', 'bpce-pisp', {}, 'grant_without_redirect'],
  ])('is said of %s', async (_what, id, change, kind) => {
    const built = await buildAuthorizationRequest(planOf(id, change), FAKE_SECRETS);
    expect(built).toEqual({ ok: false, error: { kind } });
  });
});

describe('taking a URL apart', () => {
  it('separates endpoint and decoded parameters', () => {
    expect(parseAuthorizationRequest('https://bank.example/a?scope=x%20y&state=a+b#f')).toEqual({
      url: 'https://bank.example/a?scope=x%20y&state=a+b#f',
      endpoint: 'https://bank.example/a',
      parameters: [
        { name: 'scope', value: 'x y' },
        { name: 'state', value: 'a b' },
      ],
    });
  });

  it('gives nothing for text that is no URL', () => {
    expect(parseAuthorizationRequest('bank.example/authorize')).toBeUndefined();
  });
});
