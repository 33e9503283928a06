import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english } from '../../../../../src/cli/english.ts';
import { findSecrets } from '../../../../../src/core/banks/import/find-secrets.ts';
import { profileFromCurl } from '../../../../../src/core/banks/import/profile-from-curl.ts';
import { describeLeftOut } from '../../../../../src/core/banks/import/proposal.ts';
import { readProfileFiles } from '../../../../../src/core/banks/import/read-profile-files.ts';
import { buildWorkerRequest } from '../../../../../src/core/oauth/token-request.ts';
import { runs } from '../../../../extent.ts';
import { catalogue } from '../../../../fixtures/catalogue.ts';

const { oidc, 'dialect-oauth': dialect } = catalogue;
const shipped = { oidc, 'dialect-oauth': dialect };

/** Milliseconds for properties, which are many tests in one. */
const SLOW = 30_000;

const URL = 'https://server.example/token';
const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJGQUtFIn0.';
const EXCHANGE = '-d grant_type=authorization_code -d code=FAKE-CODE';

function made(text: string) {
  const result = profileFromCurl(text, 'mine');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const read = readProfileFiles(JSON.stringify(result.value.file), shipped);
  const profile = read.ok ? read.value.profiles[0] : undefined;
  if (!profile) throw new Error(JSON.stringify(read));
  return { ...result.value, profile };
}

/** The token request that the profile makes, with the secrets put back in. */
function rebuilt(text: string) {
  const { profile, draft, request } = made(text);
  const built = buildWorkerRequest(
    { profile, draft: { ...draft, environment: 'sandbox', variables: {}, extra: [] } },
    request.purpose,
    {
      clientSecret: 'FAKE-SECRET',
      code: 'FAKE-CODE',
      codeVerifier: 'FAKE-VERIFIER',
      refreshToken: 'FAKE-REFRESH',
      requestId: 'FAKE-ID',
    },
  );
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  const { method, url, headers, body } = built.value;
  return { method, url, headers: Object.fromEntries(headers), body };
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe('a token request as a curl command', () => {
  it('becomes a profile and a draft', () => {
    const { profile, draft, request, leftOut } = made(
      `curl ${URL} ${EXCHANGE} -d client_id=FAKE-id -d client_secret=FAKE -d code_verifier=FAKE` +
        ' --data-urlencode redirect_uri=https://tpp.example/cb',
    );
    expect(profile).toMatchObject({
      group: 'server.example',
      environments: {
        sandbox: { endpoints: { tokenEndpoint: URL, authorizationEndpoint: '{authorizationUrl}' } },
      },
      variables: { authorizationUrl: { hint: expect.any(String) } },
      clientAuthentication: ['client_secret_post'],
      pkce: 'supported',
      grants: { authorization_code: ['authorize', 'exchange'] },
    });
    expect(draft).toEqual({
      grant: 'authorization_code',
      clientAuthentication: 'client_secret_post',
      clientId: 'FAKE-id',
      redirectUri: 'https://tpp.example/cb',
      scope: '',
      pkce: true,
      edits: {},
    });
    expect(request).toMatchObject({
      method: 'POST',
      url: URL,
      placement: 'form',
      purpose: 'exchange',
    });
    expect(leftOut).toEqual([{ name: 'client_secret', reason: 'secret' }]);
    expect(describeLeftOut({ name: 'client_secret', reason: 'secret' }, english)).toBe(
      'client_secret was left out: it looks like a secret, and a profile holds none.',
    );
  });

  it.each<[string, string, object]>([
    [
      'a form with the secret in it',
      `curl ${URL} ${EXCHANGE} -d client_id=FAKE-id -d client_secret=x`,
      {
        method: 'POST',
        url: URL,
        headers: FORM,
        body: 'grant_type=authorization_code&code=FAKE-CODE&client_id=FAKE-id&client_secret=FAKE-SECRET',
      },
    ],
    [
      'HTTP Basic',
      `curl -u FAKE-id:x ${URL} ${EXCHANGE}`,
      {
        headers: { ...FORM, Authorization: `Basic ${btoa('FAKE-id:FAKE-SECRET')}` },
        body: 'grant_type=authorization_code&code=FAKE-CODE',
      },
    ],
    [
      'HTTP Basic as a header',
      `curl ${URL} ${EXCHANGE} -H 'Authorization: Basic ${btoa('FAKE-id:x')}'`,
      { headers: { ...FORM, Authorization: `Basic ${btoa('FAKE-id:FAKE-SECRET')}` } },
    ],
    [
      'a JSON body',
      `curl ${URL} --json '{"grant_type":"authorization_code","code":"x","client":{"id":"a","live":true,"n":3,"roles":["a","b"]}}'`,
      {
        headers: { 'Content-Type': 'application/json' },
        body: '{"grant_type":"authorization_code","code":"FAKE-CODE","client":{"id":"a","live":true,"n":3,"roles":["a","b"]}}',
      },
    ],
    [
      'everything in the query',
      `curl -X POST '${URL}?grant_type=authorization_code&code=x&client_id=FAKE-id'`,
      {
        method: 'POST',
        url: `${URL}?grant_type=authorization_code&code=FAKE-CODE&client_id=FAKE-id`,
        body: undefined,
      },
    ],
    [
      'a query beside the body',
      `curl '${URL}?tenant=a' ${EXCHANGE}`,
      { url: `${URL}?tenant=a`, body: 'grant_type=authorization_code&code=FAKE-CODE' },
    ],
    [
      'a GET',
      `curl -G ${URL} -d grant_type=refresh_token -d refresh_token=x`,
      { method: 'GET', url: `${URL}?grant_type=refresh_token&refresh_token=FAKE-REFRESH` },
    ],
    [
      'headers of its own',
      `curl ${URL} ${EXCHANGE} -H 'X-Request-ID: 1' -H 'X-Tenant: {a}' -H 'X-Client-Id: FAKE-id' -H 'X-Client-Secret: x'`,
      {
        headers: {
          ...FORM,
          'X-Request-ID': 'FAKE-ID',
          'X-Tenant': '{a}',
          'X-Client-Id': 'FAKE-id',
          'X-Client-Secret': 'FAKE-SECRET',
        },
      },
    ],
    [
      'parameters with braces',
      `curl ${URL} ${EXCHANGE} --data-urlencode 'details={"a":1}'`,
      { body: 'grant_type=authorization_code&code=FAKE-CODE&details=%7B%22a%22%3A1%7D' },
    ],
    [
      'client credentials',
      `curl ${URL} -d grant_type=client_credentials -d client_id=FAKE-id -d 'scope=a b'`,
      { body: 'grant_type=client_credentials&client_id=FAKE-id&scope=a+b' },
    ],
    [
      'a code without a grant',
      `curl ${URL} -d code=x -d client_id=FAKE-id`,
      { body: 'code=FAKE-CODE&client_id=FAKE-id' },
    ],
  ])('is built again: %s', (_what, text, expected) => {
    expect(rebuilt(text)).toMatchObject(expected);
  });

  it.each<[string, string, { name: string; reason: string }[]]>([
    ['HTTP Basic', '-u FAKE-id:FAKE', []],
    ['an API key', "-H 'X-Api-Key: FAKE'", [{ name: 'X-Api-Key', reason: 'secret' }]],
    ['a token', `-H 'Authorization: Bearer ${JWT}'`, [{ name: 'Authorization', reason: 'secret' }]],
    ['cookies', "-b 'session=FAKE'", [{ name: 'Cookie', reason: 'secret' }]],
    [
      'an assertion',
      `-d client_assertion=${JWT} -d client_assertion_type=urn:x`,
      [{ name: 'client_assertion', reason: 'secret' }],
    ],
    ['a password', '-d password=FAKE', [{ name: 'password', reason: 'secret' }]],
    [
      'what the browser writes',
      "-H 'User-Agent: a' -H 'Host: b'",
      [
        { name: 'User-Agent', reason: 'set_by_browser' },
        { name: 'Host', reason: 'set_by_browser' },
      ],
    ],
    ['a file', '-d @body.txt', [{ name: '@body.txt', reason: 'file' }]],
    [
      'a header that no file may have',
      "-H 'constructor: a'",
      [{ name: 'constructor', reason: 'unknown' }],
    ],
    ['an option that is not known', '--colour=FAKE', [{ name: '--colour', reason: 'unknown' }]],
    [
      'an argument too many, which may be a secret',
      'FAKE-SECRET',
      [{ name: 'FAK…', reason: 'unknown' }],
    ],
  ])('leaves %s out, and says so', (_what, options, expected) => {
    const { leftOut, file } = made(`curl ${URL} ${EXCHANGE} ${options}`);
    expect(leftOut).toEqual(expected);
    expect(findSecrets(file)).toEqual([]);
    expect(JSON.stringify(file)).not.toMatch(/FAKE|eyJ/);
  });

  it('leaves secrets of the address out', () => {
    const { leftOut, profile } = made(
      `curl 'https://me:FAKE@server.example/token?a=1&client_secret=FAKE' ${EXCHANGE}`,
    );
    expect(leftOut).toEqual([{ name: 'client_secret', reason: 'secret' }]);
    expect(profile.environments.sandbox?.endpoints.tokenEndpoint).toBe(`${URL}?a=1`);
  });

  it.each(['$CLIENT_ID', '<your client id>', '{{clientId}}', 'YOUR_CLIENT_ID', 'xxx'])(
    'knows that %s is no client ID',
    (value) => {
      expect(made(`curl ${URL} ${EXCHANGE} -d 'client_id=${value}'`).draft.clientId).toBe('');
    },
  );

  it('knows that a certificate authenticates the client', () => {
    expect(made(`curl ${URL} ${EXCHANGE} --cert a.pem --key b.pem`).profile).toMatchObject({
      clientAuthentication: ['tls_client_auth'],
      clientCertificate: 'required',
    });
  });

  it('has no redirect, where the grant has none', () => {
    const { profile } = made(`curl ${URL} -d grant_type=client_credentials`);
    expect(profile.grants).toEqual({ client_credentials: ['clientCredentials'] });
    expect(profile.variables).toEqual({});
    expect(profile.refresh).toBeUndefined();
  });

  it.each([
    ['no command', 'hello', 'no_curl'],
    ['a command that asks for no token', `curl ${URL} -d a=1`, 'not_a_token_request'],
    ['a grant that cannot be done', `curl ${URL} -d grant_type=password`, 'unknown_grant'],
    [
      'a method that cannot',
      `curl -X DELETE ${URL} -d grant_type=client_credentials`,
      'unknown_method',
    ],
    ['an address that is none', `curl ftp://server.example/token -d code=1`, 'not_an_address'],
    ['an address with a variable for a host', 'curl "$HOST/token" -d code=1', 'not_an_address'],
    ['a body that is no form', `curl ${URL} -d hello`, 'unreadable_body'],
    ['JSON that is broken', `curl ${URL} --json '{"grant_type":'`, 'unreadable_body'],
    [
      'JSON that a template cannot say',
      `curl ${URL} --json '{"code":"x","list":[{"a":1}]}'`,
      'unreadable_body',
    ],
    ['a quotation mark too few', `curl '${URL}`, 'unclosed_quote'],
  ])('cannot be made of %s', (_what, text, kind) => {
    expect(profileFromCurl(text, 'mine')).toMatchObject({ ok: false, error: [{ kind }] });
  });

  it(
    'becomes a sound profile without secrets, whatever its parameters are',
    () => {
      const name = fc.oneof(
        fc.constantFrom(
          'scope',
          'code',
          'client_secret',
          'password',
          '__proto__',
          'toString',
          'a.b',
        ),
        fc.string({ unit: 'binary' }),
      );
      const pairs = fc.array(fc.tuple(name, fc.string({ unit: 'binary' })));
      fc.assert(
        fc.property(pairs, fc.boolean(), (pairs, json) => {
          const all: [string, string][] = [['grant_type', 'authorization_code'], ...pairs];
          const body = json
            ? JSON.stringify(Object.fromEntries(all))
            : new URLSearchParams(all).toString();
          const quoted = `'${body.replaceAll("'", String.raw`'\''`)}'`;
          const result = profileFromCurl(`curl ${URL} --data-raw ${quoted}`, 'mine');
          if (!result.ok) return;
          const { file } = result.value;
          expect(readProfileFiles(JSON.stringify(file), shipped)).toMatchObject({ ok: true });
          expect(findSecrets(file)).toEqual([]);
        }),
        { numRuns: runs(100) },
      );
    },
    SLOW,
  );
});
