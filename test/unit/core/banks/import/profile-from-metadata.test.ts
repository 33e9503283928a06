import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english } from '../../../../../src/cli/english.ts';
import {
  compareIssuer,
  metadataAddresses,
} from '../../../../../src/core/banks/import/metadata-addresses.ts';
import { profileFromMetadata } from '../../../../../src/core/banks/import/profile-from-metadata.ts';
import { describeProposalFault } from '../../../../../src/core/banks/import/proposal.ts';
import { readProfileFiles } from '../../../../../src/core/banks/import/read-profile-files.ts';
import { catalogue } from '../../../../fixtures/catalogue.ts';

const { oidc, 'dialect-oauth': dialect } = catalogue;
const shipped = { oidc, 'dialect-oauth': dialect };

/** Milliseconds for properties, which are many tests in one. */
const SLOW = 30_000;

const ADDRESS = 'https://server.example/.well-known/openid-configuration';

/** A document with everything that is taken over. */
const FULL = {
  issuer: 'https://server.example',
  authorization_endpoint: 'https://server.example/authorize',
  token_endpoint: 'https://server.example/token',
  jwks_uri: 'https://server.example/jwks',
  userinfo_endpoint: 'https://server.example/userinfo',
  introspection_endpoint: 'https://server.example/introspect',
  revocation_endpoint: 'https://server.example/revoke',
  pushed_authorization_request_endpoint: 'https://server.example/par',
  require_pushed_authorization_requests: true,
  grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
  token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_post'],
  token_endpoint_auth_signing_alg_values_supported: ['PS256', 'ES256'],
  code_challenge_methods_supported: ['plain', 'S256'],
  scopes_supported: ['openid', 'accounts'],
  subject_types_supported: ['public'],
  authorization_response_iss_parameter_supported: true,
};

const LEAST = {
  issuer: 'https://server.example',
  authorization_endpoint: 'https://server.example/authorize',
  token_endpoint: 'https://server.example/token',
};

function profileOf(json: unknown, address = ADDRESS) {
  const made = profileFromMetadata(json, address, 'mine');
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const read = readProfileFiles(JSON.stringify(made.value.file), shipped);
  const profile = read.ok ? read.value.profiles[0] : undefined;
  if (!profile) throw new Error(JSON.stringify(read));
  return profile;
}

function faultsOf(json: unknown, address = ADDRESS) {
  const made = profileFromMetadata(json, address, 'mine');
  return made.ok ? [] : made.error;
}

describe('a profile from metadata', () => {
  it('takes over what the server says', () => {
    expect(profileOf(FULL)).toMatchObject({
      id: 'mine',
      group: 'server.example',
      environments: {
        sandbox: {
          endpoints: {
            authorizationEndpoint: FULL.authorization_endpoint,
            tokenEndpoint: FULL.token_endpoint,
            issuer: FULL.issuer,
            metadata: ADDRESS,
            jwksUri: FULL.jwks_uri,
            userinfoEndpoint: FULL.userinfo_endpoint,
            introspectionEndpoint: FULL.introspection_endpoint,
            revocationEndpoint: FULL.revocation_endpoint,
            pushedAuthorizationRequestEndpoint: FULL.pushed_authorization_request_endpoint,
          },
        },
      },
      clientAuthentication: ['client_secret_post', 'private_key_jwt'],
      clientAssertion: { algorithms: ['PS256', 'ES256'] },
      pkce: 'supported',
      nonce: 'supported',
      pushedRequests: 'required',
      issuerInResponse: 'required',
      scope: { default: 'openid', values: ['openid', 'accounts'] },
      grants: {
        authorization_code: ['authorize', 'exchange'],
        client_credentials: ['clientCredentials'],
      },
      refresh: 'refresh',
      calls: ['api'],
      requests: { api: { url: '{userinfoEndpoint}' } },
      variables: {},
    });
  });

  it('takes the defaults of the RFC where the server says nothing', () => {
    const profile = profileOf(LEAST);
    expect(profile).toMatchObject({
      clientAuthentication: ['client_secret_basic'],
      pkce: 'undocumented',
      issuerInResponse: 'undocumented',
      scope: { default: '', values: [] },
      refresh: 'refresh',
      calls: [],
    });
    expect(profile.grants).toEqual({ authorization_code: ['authorize', 'exchange'] });
    expect(profile).not.toHaveProperty('nonce');
    expect(profile).not.toHaveProperty('pushedRequests');
    expect(profile.environments.sandbox?.endpoints).not.toHaveProperty('apiBase');
  });

  it.each<[string, object, object]>([
    [
      'client credentials alone, without a redirect',
      {
        ...LEAST,
        authorization_endpoint: undefined,
        grant_types_supported: ['client_credentials'],
      },
      { grants: { client_credentials: ['clientCredentials'] } },
    ],
    [
      'no refresh, where the list of grants lacks it',
      { ...LEAST, grant_types_supported: ['authorization_code'] },
      { refresh: undefined },
    ],
    [
      'a certificate, where nothing else authenticates a client',
      { ...LEAST, token_endpoint_auth_methods_supported: ['tls_client_auth'] },
      { clientCertificate: 'required', clientAuthentication: ['tls_client_auth'] },
    ],
    [
      'a certificate beside a secret',
      { ...LEAST, token_endpoint_auth_methods_supported: ['tls_client_auth', 'none'] },
      { clientCertificate: 'optional', clientAuthentication: ['none', 'tls_client_auth'] },
    ],
    [
      'pushed requests that may be',
      { ...LEAST, pushed_authorization_request_endpoint: 'https://server.example/par' },
      { pushedRequests: 'supported' },
    ],
    [
      'no PKCE, where only plain is offered',
      { ...LEAST, code_challenge_methods_supported: ['plain'] },
      { pkce: 'undocumented' },
    ],
    [
      'null as not there',
      { ...LEAST, jwks_uri: null, scopes_supported: null },
      { scope: { values: [] } },
    ],
    [
      'loopback addresses without TLS',
      {
        issuer: 'http://localhost:8080',
        authorization_endpoint: 'http://localhost:8080/a',
        token_endpoint: 'http://127.0.0.1:8080/t',
      },
      { group: 'localhost:8080' },
    ],
    [
      'braces in an address as they are',
      { ...LEAST, issuer: 'https://server.example/{tenant}/v2.0' },
      {
        environments: {
          sandbox: { endpoints: { issuer: 'https://server.example/%7Btenant%7D/v2.0' } },
        },
      },
    ],
  ])('knows %s', (_what, json, profile) => {
    expect(profileOf(JSON.parse(JSON.stringify(json)))).toMatchObject(
      JSON.parse(JSON.stringify(profile)),
    );
  });

  it('names what is offered and not known', () => {
    const json = {
      ...LEAST,
      grant_types_supported: ['authorization_code', 'password', 'urn:x:ciba'],
      token_endpoint_auth_methods_supported: ['client_secret_jwt', 'client_secret_basic'],
    };
    expect(profileFromMetadata(json, ADDRESS, 'mine')).toMatchObject({
      ok: true,
      value: { unknown: ['password', 'urn:x:ciba', 'client_secret_jwt'] },
    });
  });

  it.each<[string, unknown, string, string[]]>([
    ['no object', [], ADDRESS, ['not_an_object']],
    ['nothing', null, ADDRESS, ['not_an_object']],
    ['text', 'token_endpoint', ADDRESS, ['not_an_object']],
    [
      'no token endpoint',
      { issuer: 'https://server.example' },
      ADDRESS,
      ['missing_member token_endpoint'],
    ],
    [
      'an http address',
      { ...LEAST, token_endpoint: 'http://server.example/t' },
      ADDRESS,
      ['not_secure_member token_endpoint http://server.example/t'],
    ],
    [
      'a javascript: address',
      { ...LEAST, authorization_endpoint: 'javascript:alert(1)' },
      ADDRESS,
      ['wrong_member authorization_endpoint'],
    ],
    ['an address that is a number', { ...LEAST, jwks_uri: 1 }, ADDRESS, ['wrong_member jwks_uri']],
    [
      'a list that is a text',
      { ...LEAST, scopes_supported: 'openid' },
      ADDRESS,
      ['wrong_member scopes_supported'],
    ],
    [
      'a list of numbers',
      { ...LEAST, grant_types_supported: [1] },
      ADDRESS,
      ['wrong_member grant_types_supported'],
    ],
    [
      'grants that are not known',
      { ...LEAST, grant_types_supported: ['implicit'] },
      ADDRESS,
      ['no_known_grant implicit'],
    ],
    [
      'answers without a code',
      { ...LEAST, response_types_supported: ['token'] },
      ADDRESS,
      ['no_known_grant authorization_code, implicit'],
    ],
    [
      'client authentication that is not known',
      { ...LEAST, token_endpoint_auth_methods_supported: ['client_secret_jwt'] },
      ADDRESS,
      ['no_known_authentication client_secret_jwt'],
    ],
    [
      'an address that is not secure',
      LEAST,
      'http://server.example/x',
      ['not_secure_address http://server.example/x'],
    ],
    [
      'several faults',
      { issuer: 'x', jwks_uri: 'ftp://a.example/' },
      ADDRESS,
      [
        'missing_member token_endpoint',
        'wrong_member issuer',
        'not_secure_member jwks_uri ftp://a.example/',
      ],
    ],
  ])('is not made of %s', (_what, json, address, expected) => {
    const faults = faultsOf(json, address);
    expect(faults.map(({ kind, facts }) => [kind, ...facts].join(' '))).toEqual(expected);
    for (const fault of faults) expect(describeProposalFault(fault, english)).toMatch(/^[^$]+\.$/);
  });

  it(
    'resolves, whatever of this a server says',
    () => {
      const any = fc.record(
        Object.fromEntries(Object.entries(FULL).map(([name, value]) => [name, variants(value)])),
        { requiredKeys: [] },
      );
      fc.assert(
        fc.property(any, (json) => {
          const made = profileFromMetadata(json, ADDRESS, 'mine');
          if (made.ok) profileOf(json);
          else expect(made.error.length).toBeGreaterThan(0);
        }),
        { numRuns: 100 },
      );
    },
    SLOW,
  );
});

function variants(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) return fc.oneof(fc.subarray([...value]), fc.constantFrom(null, ['x']));
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant(value) },
    fc.constantFrom('https://a.example/x?y=1', 'http://a.example', 'https:x', '', '{a}'),
    fc.constant(null),
  );
}

describe('the issuer of a metadata document', () => {
  it.each<[string, string, string | undefined, object]>([
    ['is the address it was asked under', ADDRESS, 'https://server.example', { kind: 'same' }],
    ['may end with a slash', ADDRESS, 'https://server.example/', { kind: 'same' }],
    [
      'has its path behind the well-known part',
      'https://server.example/.well-known/oauth-authorization-server/a/b',
      'https://server.example/a/b',
      { kind: 'same' },
    ],
    [
      'or before it',
      'https://server.example/a/b/.well-known/openid-configuration',
      'https://server.example/a/b',
      { kind: 'same' },
    ],
    [
      'is not another host',
      ADDRESS,
      'https://other.example',
      { kind: 'differs', expected: 'https://server.example', stated: 'https://other.example' },
    ],
    [
      'is not the host in capitals',
      ADDRESS,
      'https://SERVER.example',
      { kind: 'differs', expected: 'https://server.example', stated: 'https://SERVER.example' },
    ],
    [
      'is not the template of one',
      ADDRESS,
      'https://server.example/{tenant}',
      {
        kind: 'differs',
        expected: 'https://server.example',
        stated: 'https://server.example/{tenant}',
      },
    ],
    [
      'has to be there',
      ADDRESS,
      undefined,
      { kind: 'missing', expected: 'https://server.example' },
    ],
  ])('%s', (_rule, address, stated, expected) => {
    expect(compareIssuer(address, stated)).toEqual(expected);
  });

  it('is compared as the document writes it', () => {
    const made = profileFromMetadata(
      { ...LEAST, issuer: 'https://other.example' },
      ADDRESS,
      'mine',
    );
    expect(made).toMatchObject({
      ok: true,
      value: { issuer: { kind: 'differs', stated: 'https://other.example' } },
    });
  });
});

describe('where metadata may lie', () => {
  const OPENID = '/.well-known/openid-configuration';
  const OAUTH = '/.well-known/oauth-authorization-server';
  it.each<[string, string, string[]]>([
    [
      'a host',
      'server.example',
      [`https://server.example${OPENID}`, `https://server.example${OAUTH}`],
    ],
    [
      'an issuer',
      'https://server.example/',
      [`https://server.example${OPENID}`, `https://server.example${OAUTH}`],
    ],
    [
      'an issuer with a path',
      ' https://server.example/a/b/ ',
      [
        `https://server.example/a/b${OPENID}`,
        `https://server.example${OAUTH}/a/b`,
        `https://server.example${OPENID}/a/b`,
        `https://server.example/a/b${OAUTH}`,
      ],
    ],
    [
      'the whole address',
      `<https://server.example/a${OPENID}>`,
      [`https://server.example/a${OPENID}`],
    ],
    [
      'the whole address with a query',
      `https://server.example${OPENID}?p=b2c`,
      [`https://server.example${OPENID}?p=b2c`],
    ],
    [
      'a loopback issuer',
      'http://localhost:8080',
      [`http://localhost:8080${OPENID}`, `http://localhost:8080${OAUTH}`],
    ],
  ])('is known from %s', (_what, typed, addresses) => {
    expect(metadataAddresses(typed)).toEqual({ ok: true, value: addresses });
  });

  it.each([
    ['nothing', '', 'not_an_address'],
    ['a sentence', 'my bank please', 'not_an_address'],
    ['a script', 'javascript:alert(1)', 'not_an_address'],
    ['a file', 'file:///etc/passwd', 'not_an_address'],
    ['an http address', 'http://server.example', 'not_secure_address'],
  ])('is not known from %s', (_what, typed, kind) => {
    expect(metadataAddresses(typed)).toMatchObject({ ok: false, error: { kind } });
  });
});
