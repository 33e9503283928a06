import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../../../src/core/banks/import/find-secrets.ts';
import { profileFromAuthorizationUrl } from '../../../../../src/core/banks/import/profile-from-authorization-url.ts';
import { readProfileFiles } from '../../../../../src/core/banks/import/read-profile-files.ts';
import { buildAuthorizationRequest } from '../../../../../src/core/oauth/authorization-request.ts';
import { runs } from '../../../../extent.ts';
import { catalogue } from '../../../../fixtures/catalogue.ts';
import { FAKE_SECRETS } from '../../../../fixtures/profiles.ts';

const { oidc, 'dialect-oauth': dialect } = catalogue;
const shipped = { oidc, 'dialect-oauth': dialect };

/** Milliseconds for properties, which are many tests in one. */
const SLOW = 30_000;

const ADDRESS = 'https://server.example/oauth2/authorize';
const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJGQUtFIn0.';

function jwt(...parts: object[]): string {
  const texts = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return [...texts, 'RkFLRQ'].join('.');
}

function made(pasted: string) {
  const result = profileFromAuthorizationUrl(pasted, 'mine');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const read = readProfileFiles(JSON.stringify(result.value.file), shipped);
  const profile = read.ok ? read.value.profiles[0] : undefined;
  if (!profile) throw new Error(JSON.stringify(read));
  return { ...result.value, profile };
}

/** The address that the form would open with the draft that came out. */
async function rebuilt(pasted: string): Promise<string> {
  const { profile, draft } = made(pasted);
  const plan = {
    profile,
    draft: { ...draft, environment: 'sandbox', variables: {}, extra: [] },
  };
  const built = await buildAuthorizationRequest(plan, { ...FAKE_SECRETS, state: 'S', nonce: 'N' });
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return built.value.url;
}

describe('an authorization URL', () => {
  it('becomes a profile and a draft', () => {
    const { profile, draft, leftOut } = made(
      `${ADDRESS}?response_type=code&client_id=FAKE-id&redirect_uri=https%3A%2F%2Ftpp.example%2Fcb` +
        '&scope=a%20b&state=x&nonce=y&code_challenge=z&code_challenge_method=S256&prompt=login',
    );
    expect(profile).toMatchObject({
      id: 'mine',
      group: 'server.example',
      environments: {
        sandbox: { endpoints: { authorizationEndpoint: ADDRESS, tokenEndpoint: '{tokenUrl}' } },
      },
      variables: {
        tokenUrl: { hint: expect.stringContaining('https://server.example/oauth2/token') },
      },
      pkce: 'supported',
      nonce: 'supported',
      scope: { default: 'a b', separator: ' ' },
      grants: { authorization_code: ['authorize', 'exchange'] },
      calls: [],
    });
    expect(profile.variables.tokenUrl).not.toHaveProperty('default');
    expect(profile.requests.authorize?.parameters.map(({ value }) => value)).toEqual([
      ...['code', '{clientId}', '{redirectUri}', '{scope}', '{state}', '{nonce}'],
      ...['{codeChallenge}', '{codeChallengeMethod}', 'login'],
    ]);
    expect(draft).toEqual({
      grant: 'authorization_code',
      clientAuthentication: 'client_secret_basic',
      clientId: 'FAKE-id',
      redirectUri: 'https://tpp.example/cb',
      scope: 'a b',
      pkce: true,
      edits: {},
    });
    expect(leftOut).toEqual([]);
  });

  const HEAD = `${ADDRESS}?response_type=code&client_id=FAKE&redirect_uri=`;
  it.each<[string, string]>([
    ['percent-encoded', `${HEAD}https%3A%2F%2Ftpp.example%2Fcb&scope=a%20b&state=S`],
    ['blanks as plus', `${HEAD}https%3A%2F%2Ftpp.example%2Fcb&scope=a+b&state=S`],
    ['an address as it is', `${HEAD}https://tpp.example/cb&scope=openid&state=S`],
    [
      'another order and a nonce',
      `${ADDRESS}?nonce=N&state=S&scope=a%2Cb&client_id=FAKE&response_type=code`,
    ],
    ['JSON in a parameter', `${HEAD}x%3A%2Fcb&claims=%7B%22a%22%3A%7B%7D%7D&state=S`],
    ['an empty parameter', `${HEAD}x%3A%2Fcb&prompt=&state=S`],
    ['a parameter twice', `${HEAD}x%3A%2Fcb&resource=a&resource=b&state=S`],
    ['a scope twice', `${HEAD}x%3A%2Fcb&scope=a&scope=b&state=S`],
    ['letters of other scripts', `${HEAD}x%3A%2Fcb&ui_locales=%C3%A9&state=S`],
  ])('is built again byte for byte: %s', async (_what, url) => {
    expect(await rebuilt(url)).toBe(url);
  });

  it('gets a state where it had none', async () => {
    expect(await rebuilt(`${HEAD}x%3A%2Fcb`)).toBe(`${HEAD}x%3A%2Fcb&state=S`);
  });

  it.each<[string, string, object]>([
    ['a comma', 'scope=a%2Cb', { separator: ',', default: 'a,b' }],
    ['a plus', 'scope=a%2Bb', { separator: '+', default: 'a+b' }],
    ['a blank before all', 'scope=a%2Cb%20c', { separator: ' ' }],
    ['a blank when there is one value', 'scope=a', { separator: ' ', default: 'a' }],
    ['a blank when there is none', 'x=1', { separator: ' ', default: '' }],
  ])('has its scope separated by %s', (_what, query, scope) => {
    expect(made(`${ADDRESS}?client_id=FAKE&${query}`).profile.scope).toMatchObject(scope);
  });

  it('keeps braces of a scope out of the profile, and in the draft', () => {
    const { profile, draft } = made(`${ADDRESS}?client_id=FAKE&scope=AIS%3A%7Bid%7D`);
    expect(profile.scope.default).toBe('');
    expect(draft.scope).toBe('AIS:{id}');
  });

  it.each<[string, string, object | undefined]>([
    ['the query, by default', 'response_type=code', undefined],
    ['the fragment, where it says so', 'response_mode=fragment', { mode: 'fragment' }],
    ['a form', 'response_mode=form_post', { mode: 'form_post' }],
    ['the fragment, with tokens', 'response_type=code%20id_token', { mode: 'fragment' }],
  ])('awaits its answer in %s', (_where, query, answer) => {
    expect(made(`${ADDRESS}?client_id=FAKE&${query}`).profile.redirectAnswer).toEqual(answer);
  });

  it.each<[string, string, string, string]>([
    ['a client secret', 'client_secret=FAKE', 'client_secret', 'secret'],
    ['an ID token', `id_token_hint=${JWT}`, 'id_token_hint', 'secret'],
    ['a request object', `request=${JWT}`, 'request', 'secret'],
    ['what was pushed before', 'request_uri=urn%3Afake', 'request_uri', 'one_time'],
  ])('leaves %s out, and says so', (_what, query, name, reason) => {
    const { leftOut, file } = made(`${ADDRESS}?client_id=FAKE&${query}`);
    expect(leftOut).toEqual([{ name, reason }]);
    expect(findSecrets(file)).toEqual([]);
    expect(JSON.stringify(file)).not.toContain(query.split('=')[1]);
  });

  it('tells that requests are pushed', () => {
    const { profile } = made(`${ADDRESS}?client_id=FAKE&request_uri=urn%3Afake`);
    expect(profile.pushedRequests).toBe('supported');
  });

  it('asks for the endpoint where requests are pushed, and takes the usual parameters for those unseen', () => {
    const { profile, draft } = made(`${ADDRESS}?client_id=FAKE&request_uri=urn%3Afake`);
    expect(profile.environments.sandbox?.endpoints).toMatchObject({
      pushedAuthorizationRequestEndpoint: '{pushUrl}',
    });
    expect(profile.variables.pushUrl).toMatchObject({ pattern: 'https?://\\S+' });
    expect(profile.requests.authorize?.parameters.map(({ name }) => name)).toContain('scope');
    expect({ profile: profile.pkce, draft: draft.pkce, nonce: profile.nonce }).toEqual({
      profile: 'supported',
      draft: true,
      nonce: 'supported',
    });
  });

  it('is read out of a request object, which counts more than what stands beside it', () => {
    const { profile, draft, leftOut } = made(
      `${ADDRESS}?client_id=FAKE&response_type=code&scope=other&request=${jwt(
        { alg: 'PS256', kid: 'k' },
        {
          iss: 'FAKE',
          aud: 'https://server.example',
          exp: 1,
          jti: 'j',
          scope: 'openid accounts',
          state: 's',
          redirect_uri: 'https://tpp.example/cb',
          response_mode: 'fragment',
          max_age: 60,
          authorization_details: [{ type: 'account_information' }],
        },
      )}`,
    );
    expect(profile.requestObject).toEqual({
      requirement: 'supported',
      audience: 'https://server.example',
      algorithms: ['PS256'],
      beside: ['response_type', 'scope'],
    });
    expect(profile).not.toHaveProperty('pushedRequests');
    expect(profile.redirectAnswer).toEqual({ mode: 'fragment' });
    expect(draft).toMatchObject({
      clientId: 'FAKE',
      redirectUri: 'https://tpp.example/cb',
      scope: 'openid accounts',
    });
    const parameters = profile.requests.authorize?.parameters ?? [];
    expect(parameters.map(({ name }) => name)).toEqual([
      'client_id',
      'response_type',
      'scope',
      'state',
      'redirect_uri',
      'response_mode',
      'max_age',
      'authorization_details',
    ]);
    expect(profile.variables.authorizationDetails?.default).toBe(
      '[{"type":"account_information"}]',
    );
    expect(leftOut).toEqual([{ name: 'request', reason: 'secret' }]);
  });

  it('tells no more of an object at an address of its own than that there is one', () => {
    const { profile } = made(
      `${ADDRESS}?client_id=FAKE&request_uri=https%3A%2F%2Ftpp.example%2Fobject`,
    );
    expect(profile.requestObject).toEqual({ requirement: 'supported' });
    expect(profile).not.toHaveProperty('pushedRequests');
  });

  it('takes no secret out of a request object', () => {
    const { file } = made(
      `${ADDRESS}?client_id=FAKE&request=${jwt({ alg: 'none' }, { id_token_hint: JWT, aud: JWT })}`,
    );
    expect(findSecrets(file)).toEqual([]);
    expect(JSON.stringify(file)).not.toContain(JWT);
  });

  it.each([
    ['angle brackets', `<${ADDRESS}?client_id=FAKE&scope=a>`],
    ['quotation marks', ` "${ADDRESS}?client_id=FAKE&scope=a" `],
    ['entities of HTML', `${ADDRESS}?client_id=FAKE&amp;scope=a`],
    ['lines broken by mail', `${ADDRESS}?client_id=FAKE\n   &scope=a`],
  ])('may be pasted with %s', (_what, pasted) => {
    expect(made(pasted).draft).toMatchObject({ clientId: 'FAKE', scope: 'a' });
  });

  it.each([
    ['no address', 'hello', 'not_an_address'],
    ['a script', 'javascript:alert(1)?client_id=1', 'not_an_address'],
    ['another scheme', 'bank://authorize?client_id=1', 'not_an_address'],
    ['a page', 'https://server.example/login?next=1', 'not_an_authorization_request'],
  ])('cannot be made of %s', (_what, pasted, kind) => {
    expect(profileFromAuthorizationUrl(pasted, 'mine')).toMatchObject({ error: [{ kind }] });
  });

  it(
    'becomes a sound profile without secrets, whatever its parameters are',
    () => {
      const name = fc.oneof(
        fc.constantFrom(
          'scope',
          'state',
          'claims',
          'client_secret',
          'redirect_uri',
          '__proto__',
          'toString',
        ),
        fc.string({ unit: 'binary' }),
      );
      fc.assert(
        fc.property(fc.array(fc.tuple(name, fc.string({ unit: 'binary' }))), (pairs) => {
          const query = pairs.map(([name, value]) =>
            new URLSearchParams([[name, value]]).toString(),
          );
          const { file } = made(`${ADDRESS}?client_id=FAKE&${query.join('&')}`);
          expect(findSecrets(file)).toEqual([]);
        }),
        { numRuns: runs(100) },
      );
    },
    SLOW,
  );
});
