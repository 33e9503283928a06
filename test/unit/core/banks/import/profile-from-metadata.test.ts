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
import { runs } from '../../../../extent.ts';
import { catalogue } from '../../../../fixtures/catalogue.ts';
import { fapiMetadata } from '../../../../fixtures/fapi-metadata.ts';

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
  request_parameter_supported: true,
  request_object_signing_alg_values_supported: ['PS256'],
  require_signed_request_object: true,
  dpop_signing_alg_values_supported: ['ES256'],
  tls_client_certificate_bound_access_tokens: true,
  response_modes_supported: ['jwt'],
  authorization_signing_alg_values_supported: ['PS256'],
  authorization_details_types_supported: ['account_information'],
};

const LEAST = {
  issuer: 'https://server.example',
  authorization_endpoint: 'https://server.example/authorize',
  token_endpoint: 'https://server.example/token',
};

const REFUSING = {
  ...LEAST,
  request_parameter_supported: false,
  request_object_signing_alg_values_supported: ['PS256'],
};
const UNSIGNED = {
  ...LEAST,
  request_parameter_supported: true,
  request_object_signing_alg_values_supported: ['none'],
};
const SIGNED = { request_object_signing_alg_values_supported: ['PS256'] };
const ASKED = {
  ...LEAST,
  response_modes_supported: ['query', 'jwt'],
  authorization_signing_alg_values_supported: ['PS256'],
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
      'assertions signed with the secret, and their algorithms',
      {
        ...LEAST,
        token_endpoint_auth_methods_supported: ['client_secret_jwt'],
        token_endpoint_auth_signing_alg_values_supported: ['HS256'],
      },
      {
        clientAuthentication: ['client_secret_jwt'],
        clientAssertion: { algorithms: ['HS256'] },
        clientCertificate: 'none',
      },
    ],
    [
      'certificates that sign themselves, and the addresses for them',
      {
        ...LEAST,
        token_endpoint_auth_methods_supported: ['self_signed_tls_client_auth'],
        mtls_endpoint_aliases: {
          token_endpoint: 'https://mtls.server.example/token',
          authorization_endpoint: 'https://mtls.server.example/authorize',
        },
      },
      {
        clientAuthentication: ['self_signed_tls_client_auth'],
        clientCertificate: 'required',
        environments: {
          sandbox: {
            endpoints: {
              tokenEndpoint: 'https://mtls.server.example/token',
              authorizationEndpoint: LEAST.authorization_endpoint,
            },
          },
        },
      },
    ],
    [
      'tokens that nothing but a certificate ties to a client with a key',
      {
        ...LEAST,
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
        tls_client_certificate_bound_access_tokens: true,
        mtls_endpoint_aliases: { token_endpoint: 'https://mtls.server.example/token' },
      },
      {
        clientCertificate: 'required',
        tokenBinding: { requirement: 'supported', by: ['mtls'] },
        environments: {
          sandbox: { endpoints: { tokenEndpoint: 'https://mtls.server.example/token' } },
        },
      },
    ],
    [
      'the usual addresses, where a secret does',
      {
        ...LEAST,
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'tls_client_auth'],
        tls_client_certificate_bound_access_tokens: true,
        mtls_endpoint_aliases: { token_endpoint: 'https://mtls.server.example/token' },
      },
      {
        clientCertificate: 'optional',
        environments: { sandbox: { endpoints: { tokenEndpoint: LEAST.token_endpoint } } },
      },
    ],
    [
      'tokens bound to a key, or to a certificate',
      {
        ...LEAST,
        dpop_signing_alg_values_supported: ['ES256', 'PS256'],
        tls_client_certificate_bound_access_tokens: true,
      },
      {
        tokenBinding: {
          requirement: 'supported',
          by: ['dpop', 'mtls'],
          algorithms: ['ES256', 'PS256'],
        },
      },
    ],
    [
      'request objects that must be, unsigned ones left out',
      {
        ...LEAST,
        require_signed_request_object: true,
        request_object_signing_alg_values_supported: ['none', 'PS256'],
      },
      { requestObject: { requirement: 'required', algorithms: ['PS256'] } },
    ],
    [
      'request objects that may be',
      { ...LEAST, request_parameter_supported: true },
      { requestObject: { requirement: 'supported' } },
    ],
    [
      'request objects by their algorithms',
      { ...LEAST, request_object_signing_alg_values_supported: ['ES256'] },
      { requestObject: { requirement: 'supported', algorithms: ['ES256'] } },
    ],
    [
      'answers that are always signed',
      {
        ...LEAST,
        jwks_uri: FULL.jwks_uri,
        response_modes_supported: ['jwt', 'query.jwt'],
        authorization_signing_alg_values_supported: ['PS256'],
      },
      { redirectAnswer: { mode: 'query', signed: ['PS256'] } },
    ],
    [
      'types of authorization details',
      { ...LEAST, authorization_details_types_supported: ['account_information', ''] },
      {
        authorizationDetails: {
          requirement: 'supported',
          types: [{ type: 'account_information', label: 'account_information', members: [] }],
        },
      },
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

  it.each<[string, object, string]>([
    ['request objects that it refuses', REFUSING, 'requestObject'],
    ['request objects that nobody signs', UNSIGNED, 'requestObject'],
    ['request objects for nobody', { ...UNSIGNED, ...SIGNED, issuer: null }, 'requestObject'],
    [
      'keys without an algorithm',
      { ...LEAST, dpop_signing_alg_values_supported: [] },
      'tokenBinding',
    ],
    ['answers signed only when asked', ASKED, 'redirectAnswer'],
  ])('does not make up %s', (_what, json, member) => {
    expect(profileOf(json)).not.toHaveProperty(member);
  });

  it('says where a server signs its answers only when asked', () => {
    expect(profileOf(ASKED).quirks).toEqual([
      'Signs the answer of the redirect where response_mode=jwt asks for it, with PS256',
    ]);
  });

  it('is made of what a FAPI server publishes', async () => {
    const { fapi, address } = await fapiMetadata();
    expect(profileOf(fapi, address)).toMatchObject({
      clientAuthentication: ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'],
      clientCertificate: 'optional',
      pkce: 'supported',
      pushedRequests: 'required',
      requestObject: { requirement: 'required', algorithms: ['PS256', 'ES256'] },
      tokenBinding: {
        requirement: 'supported',
        by: ['dpop', 'mtls'],
        algorithms: ['PS256', 'ES256'],
      },
      issuerInResponse: 'required',
      authorizationDetails: { types: [{ type: 'account_information' }] },
      quirks: [expect.stringContaining('response_mode=jwt')],
    });
  });

  it('names what is offered and not known', () => {
    const json = {
      ...LEAST,
      grant_types_supported: ['authorization_code', 'password', 'urn:x:ciba'],
      token_endpoint_auth_methods_supported: ['attest_jwt_client_auth', 'client_secret_basic'],
    };
    expect(profileFromMetadata(json, ADDRESS, 'mine')).toMatchObject({
      ok: true,
      value: { unknown: ['password', 'urn:x:ciba', 'attest_jwt_client_auth'] },
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
      { ...LEAST, token_endpoint_auth_methods_supported: ['attest_jwt_client_auth'] },
      ADDRESS,
      ['no_known_authentication attest_jwt_client_auth'],
    ],
    [
      'an address that is not secure',
      LEAST,
      'http://server.example/x',
      ['not_secure_address http://server.example/x'],
    ],
    [
      'pushed requests that nobody takes',
      { ...LEAST, require_pushed_authorization_requests: true },
      ADDRESS,
      ['missing_member pushed_authorization_request_endpoint'],
    ],
    [
      'request objects that nobody here can sign',
      {
        ...LEAST,
        require_signed_request_object: true,
        request_object_signing_alg_values_supported: ['none', 'HS256'],
      },
      ADDRESS,
      ['no_known_algorithm request_object_signing_alg_values_supported none, HS256'],
    ],
    [
      'answers that nobody here can verify',
      {
        ...LEAST,
        response_modes_supported: ['jwt'],
        authorization_signing_alg_values_supported: ['HS256'],
      },
      ADDRESS,
      [
        'missing_member jwks_uri',
        'no_known_algorithm authorization_signing_alg_values_supported HS256',
      ],
    ],
    [
      'an alias that is not secure',
      { ...LEAST, mtls_endpoint_aliases: { token_endpoint: 'http://mtls.server.example/t' } },
      ADDRESS,
      ['not_secure_member mtls_endpoint_aliases.token_endpoint http://mtls.server.example/t'],
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
        { numRuns: runs(100) },
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
