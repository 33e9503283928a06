import { describe, expect, it } from 'vitest';
import {
  ancestorIds,
  type ProfileFiles,
  profileIds,
  resolveProfile,
} from '../../../../src/core/banks/resolve-profile.ts';
import { catalogue } from '../../../fixtures/catalogue.ts';

/** The catalogue with one more file, a child of `oidc`. */
function withFile(change: object): ProfileFiles {
  return { ...catalogue, mine: { extends: 'oidc', id: 'mine', ...change } };
}

function faults(change: object) {
  const resolved = resolveProfile('mine', withFile(change));
  return resolved.ok ? [] : resolved.error;
}

describe('the shipped profiles', () => {
  it.each(profileIds(catalogue))('%s is complete and sound', (id) => {
    expect(resolveProfile(id, catalogue)).toMatchObject({ ok: true, value: { id } });
  });

  it('leave dialects out of the list', () => {
    const dialects = Object.keys(catalogue).filter((id) => id.startsWith('dialect-'));
    expect(dialects.length).toBeGreaterThan(0);
    expect(profileIds(catalogue)).not.toEqual(expect.arrayContaining(dialects));
  });
});

describe('inheritance', () => {
  it('takes from the parent what the child does not say, and removes what it nulls', () => {
    const resolved = resolveProfile('mine', withFile({ label: 'Mine', refresh: null }));
    expect(resolved).toMatchObject({ ok: true, value: { label: 'Mine', standard: 'oidc' } });
    expect(resolved.ok && resolved.value.refresh).toBeUndefined();
  });

  it('merges objects member by member, and replaces lists whole', () => {
    const resolved = resolveProfile(
      'mine',
      withFile({ scope: { values: ['a'] }, requests: { exchange: { parameters: [] } } }),
    );
    expect(resolved).toMatchObject({
      ok: true,
      value: {
        scope: { default: 'openid', separator: ' ', values: ['a'] },
        requests: { exchange: { url: '{tokenEndpoint}', parameters: [] } },
      },
    });
  });

  it('keeps what says how to read a file out of the profile', () => {
    const resolved = resolveProfile('mine', withFile({ $schema: './x.json', abstract: false }));
    expect(resolved.ok && Object.keys(resolved.value)).not.toEqual(
      expect.arrayContaining(['$schema', 'abstract', 'extends']),
    );
  });

  it.each([
    ['a parent that is not there', { extends: 'nobody' }, 'no_such_parent', 'nobody'],
    ['a name that every object has', { extends: 'toString' }, 'no_such_parent', 'toString'],
    ['a profile that is its own parent', { extends: 'mine' }, 'endless_parents', ''],
  ])('finds %s', (_what, change, kind, fact) => {
    expect(faults(change)).toEqual([{ path: ['extends'], kind, facts: [fact] }]);
  });

  it('finds a loop of several profiles', () => {
    const files = { a: { extends: 'b' }, b: { extends: 'c' }, c: { extends: 'a' } };
    expect(resolveProfile('a', files)).toMatchObject({
      ok: false,
      error: [{ path: ['extends'], kind: 'endless_parents' }],
    });
  });

  it.each([['text'], [null], [undefined]])('refuses %j in the place of a file', (file) => {
    expect(resolveProfile('mine', { mine: file })).toEqual({
      ok: false,
      error: [{ path: [], kind: 'wrong_type', facts: ['object'] }],
    });
  });

  it('lists a file and its ancestors, the file first', () => {
    expect(ancestorIds('mine', withFile({}))).toEqual(['mine', 'oidc', 'dialect-oauth']);
    expect(ancestorIds('nobody', catalogue)).toEqual([]);
  });
});

describe('a profile of the wrong shape', () => {
  it.each<[string, object, object]>([
    [
      'an unknown field',
      { colour: 'red' },
      { path: ['colour'], kind: 'unknown_field', facts: ['colour'] },
    ],
    [
      'an unknown field deep inside',
      { scope: { colour: 'red' } },
      { path: ['scope', 'colour'], kind: 'unknown_field', facts: ['colour'] },
    ],
    [
      'a grant that is none',
      { grants: { implicit: [] } },
      { path: ['grants', 'implicit'], kind: 'unknown_field', facts: ['implicit'] },
    ],
    [
      'a missing field',
      { sources: null },
      { path: ['sources'], kind: 'missing_field', facts: ['sources'] },
    ],
    [
      'a missing choice',
      { pkce: null },
      { path: ['pkce'], kind: 'missing_field', facts: ['pkce'] },
    ],
    [
      'a wrong type',
      { countries: 'SE' },
      { path: ['countries'], kind: 'wrong_type', facts: ['array'] },
    ],
    [
      'a number that is not whole',
      { lifetimes: { consent: { seconds: 1.5 } } },
      { path: ['lifetimes', 'consent', 'seconds'], kind: 'wrong_type', facts: ['int'] },
    ],
    [
      'a value outside of the choice',
      { pkce: 'maybe' },
      { path: ['pkce'], kind: 'not_one_of', facts: ['required, supported, undocumented'] },
    ],
    [
      'a text of the wrong form',
      { standard: 'My Standard' },
      { path: ['standard'], kind: 'not_matching', facts: ['/^[a-z0-9]+(-[a-z0-9]+)*$/'] },
    ],
    ['no source at all', { sources: [] }, { path: ['sources'], kind: 'empty_value', facts: [] }],
    ['an empty text', { group: '' }, { path: ['group'], kind: 'empty_value', facts: [] }],
    [
      'a number too small',
      { lifetimes: { consent: { seconds: 0 } } },
      { path: ['lifetimes', 'consent', 'seconds'], kind: 'out_of_range', facts: ['> 0'] },
    ],
    [
      'a number too large',
      { lifetimes: { consent: { seconds: 1e300 } } },
      {
        path: ['lifetimes', 'consent', 'seconds'],
        kind: 'out_of_range',
        facts: [`≤ ${Number.MAX_SAFE_INTEGER}`],
      },
    ],
    [
      'a name that no template could use',
      { variables: { 'bank-code': { label: 'Bank' } } },
      {
        path: ['variables', 'bank-code'],
        kind: 'unfit_name',
        facts: ['bank-code', '/^[a-zA-Z][a-zA-Z0-9]*$/'],
      },
    ],
  ])('is refused for %s', (_what, change, fault) => {
    expect(faults(change)).toEqual([fault]);
  });

  it('may take more than it demands, and leave open how', () => {
    const supported = { requirement: 'supported' };
    const change = {
      pushedRequests: 'supported',
      requestObject: { ...supported, algorithms: ['HS256'] },
      tokenBinding: { ...supported, by: ['mtls'] },
      clientCertificate: 'none',
    };
    expect(faults(change)).toEqual([]);
  });
});

/** A request of the given kind, with the rest filled in. */
function request(change: object) {
  return {
    transport: 'worker',
    role: 'resource',
    method: 'GET',
    url: '{apiBase}',
    placement: 'query',
    parameters: [],
    ...change,
  };
}

describe('a profile that contradicts itself', () => {
  it.each<[string, object, { path: (string | number)[]; kind: string; facts: string[] }]>([
    [
      'an unknown name in a URL',
      { requests: { api: { url: '{apiBas}/accounts' } } },
      { path: ['requests', 'api', 'url'], kind: 'unknown_name', facts: ['apiBas'] },
    ],
    [
      'a stray brace in a parameter',
      { requests: { exchange: { parameters: [{ name: 'code', value: '{code' }] } } },
      { path: ['requests', 'exchange', 'parameters', 0], kind: 'stray_brace', facts: ['{'] },
    ],
    [
      'an unknown name in a header',
      { requests: { api: { headers: { 'X-Me': '{me}' } } } },
      { path: ['requests', 'api', 'headers', 'X-Me'], kind: 'unknown_name', facts: ['me'] },
    ],
    [
      'an unknown name in what a bank left open',
      { requests: { authorize: { substitute: { '[STATE]': '{me}' } } } },
      {
        path: ['requests', 'authorize', 'substitute', '[STATE]'],
        kind: 'unknown_name',
        facts: ['me'],
      },
    ],
    [
      'a flow value in an endpoint, where only variables stand',
      { environments: { sandbox: { endpoints: { apiBase: 'https://{code}.example' } } } },
      {
        path: ['environments', 'sandbox', 'endpoints', 'apiBase'],
        kind: 'unknown_name',
        facts: ['code'],
      },
    ],
    [
      'an unknown name in the scope',
      { scope: { default: 'AIS:{consent}' } },
      { path: ['scope', 'default'], kind: 'unknown_name', facts: ['consent'] },
    ],
    [
      'literal JSON that is none',
      { requests: { exchange: { parameters: [{ name: 'a', value: '[1', as: 'json' }] } } },
      { path: ['requests', 'exchange', 'parameters', 0], kind: 'bad_json', facts: ['[1'] },
    ],
    [
      'an id that is used before it is captured',
      {
        grants: { authorization_code: ['authorize', 'consent', 'exchange'] },
        requests: {
          authorize: { parameters: [{ name: 'consent', value: '{consentId}' }] },
          consent: request({
            captures: [{ name: 'consentId', from: 'body', path: 'id', label: 'Consent' }],
          }),
        },
      },
      {
        path: ['requests', 'authorize', 'parameters', 0],
        kind: 'not_filled_before',
        facts: ['consentId'],
      },
    ],
    [
      'an endpoint that a step needs and an environment lacks',
      { environments: { sandbox: { endpoints: { tokenEndpoint: null } } } },
      {
        path: ['environments', 'sandbox', 'endpoints'],
        kind: 'missing_endpoint',
        facts: ['tokenEndpoint'],
      },
    ],
    [
      'pushed requests without a place to push them to',
      { pushedRequests: 'required' },
      {
        path: ['environments', 'sandbox', 'endpoints'],
        kind: 'missing_endpoint',
        facts: ['pushedAuthorizationRequestEndpoint'],
      },
    ],
    [
      'a request object for somebody unknown',
      { requestObject: { requirement: 'supported', audience: '{whom}' } },
      { path: ['requestObject', 'audience'], kind: 'unknown_name', facts: ['whom'] },
    ],
    [
      'a claim that nothing fills',
      {
        requestObject: {
          requirement: 'supported',
          claims: [{ name: 'claims.id_token.a.value', value: '{intent}' }],
        },
      },
      { path: ['requestObject', 'claims', 0], kind: 'unknown_name', facts: ['intent'] },
    ],
    [
      'a resource that nothing fills',
      { resource: { requirement: 'supported', values: ['{where}/a'] } },
      { path: ['resource', 'values', 0], kind: 'unknown_name', facts: ['where'] },
    ],
    [
      'a grant that names no request',
      { grants: { authorization_code: ['authorize', 'exchange', 'swap'] } },
      { path: ['grants', 'authorization_code', 2], kind: 'no_such_request', facts: ['swap'] },
    ],
    [
      'a call that names no request',
      { calls: ['x'] },
      { path: ['calls', 0], kind: 'no_such_request', facts: ['x'] },
    ],
    [
      'a way without OAuth that names no request',
      { withoutOauth: ['x'] },
      { path: ['withoutOauth', 0], kind: 'no_such_request', facts: ['x'] },
    ],
    [
      'a refresh that names none',
      { refresh: 'x' },
      { path: ['refresh'], kind: 'no_such_request', facts: ['x'] },
    ],
    [
      'a grant by which nothing is opened',
      { grants: { authorization_code: ['exchange'] } },
      { path: ['grants', 'authorization_code'], kind: 'no_authorize_step', facts: [] },
    ],
    [
      'a grant by which no token comes after the redirect',
      { grants: { authorization_code: ['exchange', 'authorize'] } },
      { path: ['grants', 'authorization_code'], kind: 'no_token_step', facts: [] },
    ],
    [
      'a bank variable without options',
      { bankVariable: 'nobody' },
      { path: ['bankVariable'], kind: 'no_options', facts: ['nobody'] },
    ],
    [
      'a variable under the name of a flow value',
      { variables: { state: { label: 'State' } } },
      { path: ['variables', 'state'], kind: 'name_taken', facts: ['state'] },
    ],
    [
      'options of which only one sets a name',
      {
        variables: {
          bank: {
            label: 'Bank',
            options: [
              { key: 'a', label: 'A', sets: { tld: 'example' } },
              { key: 'b', label: 'B' },
            ],
          },
        },
      },
      { path: ['variables', 'bank', 'options', 1], kind: 'options_differ', facts: ['tld'] },
    ],
    [
      'a pattern that is no regular expression',
      { clientId: { pattern: '(' } },
      { path: ['clientId', 'pattern'], kind: 'bad_pattern', facts: ['('] },
    ],
    [
      'a pattern that could run without end',
      { variables: { apiUrl: { pattern: '(a+)+' } } },
      { path: ['variables', 'apiUrl', 'pattern'], kind: 'bad_pattern', facts: ['(a+)+'] },
    ],
    [
      'a source that claims what is not there',
      { sources: [{ title: 'T', confidence: 'documented', supports: ['lifetimes.consent'] }] },
      { path: ['sources', 0, 'supports', 0], kind: 'no_such_path', facts: ['lifetimes.consent'] },
    ],
    [
      'a request object for nobody',
      { requestObject: { requirement: 'required' } },
      { path: ['environments', 'sandbox', 'endpoints'], kind: 'no_audience', facts: ['issuer'] },
    ],
    [
      'a request object that nobody can sign',
      { requestObject: { requirement: 'required', audience: 'a', algorithms: ['HS256'] } },
      {
        path: ['requestObject', 'algorithms'],
        kind: 'no_known_algorithm',
        facts: ['HS256', 'PS256, RS256, ES256, ES384, ES512, EdDSA'],
      },
    ],
    [
      'a claim with a place that nothing fills',
      {
        requestObject: {
          requirement: 'supported',
          claims: [
            { name: 'a', value: '{"{who}": 1}', as: 'json' },
            { name: 'b', value: '{who}' },
          ],
        },
      },
      { path: ['requestObject', 'claims', 1], kind: 'unknown_name', facts: ['who'] },
    ],
    [
      'a resource with a stray brace',
      { resource: { requirement: 'supported', values: ['{apiBase}', '{'] } },
      { path: ['resource', 'values', 1], kind: 'stray_brace', facts: ['{'] },
    ],
    [
      'an authorization detail with a place that nothing fills',
      {
        authorizationDetails: {
          requirement: 'supported',
          types: [{ type: 't', label: 'T', members: [{ name: 'a', value: '{who}', label: 'A' }] }],
        },
      },
      {
        path: ['authorizationDetails', 'types', 0, 'members', 0],
        kind: 'unknown_name',
        facts: ['who'],
      },
    ],
    [
      'DPoP with algorithms that no key has',
      { tokenBinding: { requirement: 'required', by: ['dpop'], algorithms: ['ES256K'] } },
      {
        path: ['tokenBinding', 'algorithms'],
        kind: 'no_known_algorithm',
        facts: ['ES256K', 'PS256, RS256, ES256, ES384, ES512, EdDSA'],
      },
    ],
    [
      'tokens bound to a certificate that nobody has',
      { clientCertificate: 'none', tokenBinding: { requirement: 'required', by: ['mtls'] } },
      { path: ['clientCertificate'], kind: 'no_certificate', facts: [] },
    ],
    [
      'a signed answer that nobody can verify',
      {
        environments: { sandbox: { endpoints: { metadata: 'https://server.example/metadata' } } },
        redirectAnswer: { mode: 'query', signed: ['PS256'] },
      },
      {
        path: ['environments', 'sandbox', 'endpoints'],
        kind: 'no_answer_keys',
        facts: ['jwksUri'],
      },
    ],
    [
      'an answer signed with a shared secret',
      {
        environments: { sandbox: { endpoints: { jwksUri: 'https://server.example/jwks' } } },
        redirectAnswer: { mode: 'query', signed: ['HS256', 'none'] },
      },
      {
        path: ['redirectAnswer', 'signed'],
        kind: 'no_known_algorithm',
        facts: [
          'HS256, none',
          'PS256, RS256, ES256, ES384, ES512, EdDSA, RS384, RS512, PS384, PS512, Ed25519',
        ],
      },
    ],
    [
      'an explanation that explains nothing',
      { explanations: [{ on: 'api', meaning: 'other' }] },
      { path: ['explanations', 0], kind: 'sentence_missing', facts: [] },
    ],
  ])('is refused for %s', (_what, change, fault) => {
    expect(faults(change)).toEqual([fault]);
  });

  it.each<[string, object, (string | number)[], string]>([
    [
      'an endpoint',
      { environments: { sandbox: { endpoints: { tokenEndpoint: 'javascript:alert(1)' } } } },
      ['environments', 'sandbox', 'endpoints', 'tokenEndpoint'],
      'javascript:alert(1)',
    ],
    [
      'a request',
      { requests: { api: { url: 'file:///etc/passwd' } } },
      ['requests', 'api', 'url'],
      'file:///etc/passwd',
    ],
    [
      'a source',
      { sources: [{ title: 'T', url: 'data:text/html,x', confidence: 'documented' }] },
      ['sources', 0, 'url'],
      'data:text/html,x',
    ],
    [
      'an endpoint that a variable begins',
      { variables: { tokenUrl: { default: 'javascript:1' } } },
      ['environments', 'sandbox', 'endpoints', 'tokenEndpoint'],
      '{tokenUrl}',
    ],
    [
      'an endpoint without a host',
      { environments: { sandbox: { endpoints: { tokenEndpoint: 'https:///x' } } } },
      ['environments', 'sandbox', 'endpoints', 'tokenEndpoint'],
      'https:///x',
    ],
    [
      'the option that a default names',
      {
        variables: {
          tokenUrl: {
            default: 'https://a',
            options: [{ key: 'https://a', value: 'javascript:x', label: 'A' }],
          },
        },
      },
      ['environments', 'sandbox', 'endpoints', 'tokenEndpoint'],
      '{tokenUrl}',
    ],
  ])('is refused where %s is no web address', (_what, change, path, fact) => {
    expect(faults(change)).toEqual([{ path, kind: 'not_web_address', facts: [fact] }]);
  });

  it('may name its address by the key of an option', () => {
    const options = [{ key: 'main', value: 'https://a.example', label: 'A' }];
    expect(faults({ variables: { tokenUrl: { default: 'main', options } } })).toEqual([]);
  });

  it('has no more than three places in an endpoint or scope', () => {
    const places = '{clientId}{state}{nonce}{scope}';
    expect(faults({ scope: { template: places } })).toEqual([
      { path: ['scope', 'template'], kind: 'too_many_places', facts: ['3'] },
    ]);
    const variables = Object.fromEntries([...'abcd'].map((name) => [name, { label: name }]));
    const endpoints = { tokenEndpoint: 'https://{a}{b}.{c}{d}.example' };
    expect(faults({ variables, environments: { sandbox: { endpoints } } })).toMatchObject([
      { kind: 'too_many_places' },
    ]);
  });

  it('has all its faults listed at once', () => {
    expect(faults({ calls: ['x'], refresh: 'y' })).toHaveLength(2);
  });
});
