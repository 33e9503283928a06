import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets, withoutSecrets } from '../../../../../src/core/banks/import/find-secrets.ts';
import { resolveProfile } from '../../../../../src/core/banks/resolve-profile.ts';
import { catalogue } from '../../../../fixtures/catalogue.ts';

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJGQUtFIn0.';
const PEM = '-----BEGIN PRIVATE KEY-----\nRkFLRQ==\n-----END PRIVATE KEY-----';

/** A file whose request sends one parameter. */
function sending(name: string, value: string) {
  return {
    requests: {
      exchange: {
        parameters: [
          { name: 'a', value: 'b' },
          { name, value },
        ],
      },
    },
  };
}

const AT = 'requests.exchange.parameters.1.value';

function cleaned(file: object) {
  const paths = findSecrets(file as Record<string, unknown>);
  return {
    paths: paths.map((path) => path.join('.')),
    file: withoutSecrets(file as Record<string, unknown>, paths),
  };
}

describe('a secret', () => {
  it.each<[string, object, string, object]>([
    [
      'is a client secret for a form to start with',
      { environments: { live: { defaults: { clientSecret: 'FAKE', clientId: 'id' } } } },
      'environments.live.defaults.clientSecret',
      { environments: { live: { defaults: { clientSecret: '', clientId: 'id' } } } },
    ],
    [
      'is literal text under a secret’s name',
      sending('client_secret', 'FAKE'),
      AT,
      sending('client_secret', ''),
    ],
    [
      'is that in a JSON body, too',
      sending('auth.password', 'FAKE'),
      AT,
      sending('auth.password', ''),
    ],
    ['is that beside a place, too', sending('password', '{code}FAKE'), AT, sending('password', '')],
    [
      'is literal text in a header of such a name',
      { requests: { a: { headers: { 'X-Api-Key': 'FAKE' } } } },
      'requests.a.headers.X-Api-Key',
      { requests: { a: { headers: { 'X-Api-Key': '' } } } },
    ],
    [
      'is credentials in a header, however short',
      { requests: { a: { headers: { Authorization: 'Basic RkFLRQ==' } } } },
      'requests.a.headers.Authorization',
      { requests: { a: { headers: { Authorization: '' } } } },
    ],
    [
      'is the start value of a variable of such a name',
      { variables: { apiKey: { label: 'Key', default: 'FAKE' } } },
      'variables.apiKey.default',
      { variables: { apiKey: { label: 'Key', default: '' } } },
    ],
    [
      'is a JWT, wherever it stands',
      { quirks: [`Use ${JWT} here`] },
      'quirks.0',
      { quirks: ['Use  here'] },
    ],
    [
      'is a private key',
      { sandbox: { note: `Key: ${PEM}` } },
      'sandbox.note',
      { sandbox: { note: 'Key: ' } },
    ],
    [
      'is long credentials in a sentence',
      { quirks: ['Send Bearer FAKE0123456789abcdef'] },
      'quirks.0',
      { quirks: ['Send '] },
    ],
    [
      'is a password in an address',
      { requests: { a: { url: 'https://me:FAKE@server.example/a' } } },
      'requests.a.url',
      { requests: { a: { url: 'https://server.example/a' } } },
    ],
    [
      'is a secret in the query of an address',
      { requests: { a: { url: 'https://server.example/a?x=1&client_secret=FAKE&y={code}' } } },
      'requests.a.url',
      { requests: { a: { url: 'https://server.example/a?x=1&client_secret=&y={code}' } } },
    ],
    [
      'is a secret in literal JSON',
      sending('body', '["client_secret": "FAKE"]'),
      AT,
      sending('body', '["client_secret": ""]'),
    ],
  ])('%s', (_what, file, path, without) => {
    expect(cleaned(file)).toEqual({ paths: [path], file: without });
  });

  it.each<[string, object]>([
    ['a place', sending('client_secret', '{clientSecret}')],
    [
      'a place behind a scheme',
      { requests: { a: { headers: { Authorization: 'Bearer {accessToken}' } } } },
    ],
    ['the type of an assertion', sending('client_assertion_type', 'urn:ietf:params:oauth:x')],
    ['a literal under an innocent name', sending('grant_type', 'password')],
    [
      'what a practice bank prints',
      { environments: { p: { kind: 'practice', defaults: { clientSecret: 'FAKE' } } } },
    ],
    ['an empty client secret', { environments: { live: { defaults: { clientSecret: '' } } } }],
    [
      'a sentence about tokens',
      { quirks: ['Basic authentication is refused, Bearer tokens are not'] },
    ],
    [
      'what a bank publishes for its sandbox',
      { sandbox: { personas: [{ name: 'A', password: 'x' }] } },
    ],
    ['a member that is removed', { environments: { live: { defaults: { clientSecret: null } } } }],
    ['a stand-in', sending('client_assertion', 'SIGNED-CLIENT-ASSERTION')],
    [
      'a stand-in behind a scheme',
      { requests: { a: { headers: { Authorization: 'Basic APPLICATION-ID-AND-SECRET' } } } },
    ],
    [
      'a shell variable',
      { requests: { a: { url: 'https://a.example/?client_secret=$CLIENT_SECRET' } } },
    ],
    ['what is no text', sending('client_secret', 3 as unknown as string)],
  ])('is not %s', (_what, file) => {
    expect(cleaned(file)).toEqual({ paths: [], file });
  });

  it('is in no file that ships with the tool', () => {
    const found = Object.entries(catalogue).flatMap(([id, file]) =>
      findSecrets(file as Record<string, unknown>).map((path) => `${id}: ${path.join('.')}`),
    );
    expect(found).toEqual([]);
  });
});

describe('without its secrets a file', () => {
  it('is a profile still', () => {
    const file = {
      extends: 'oidc',
      id: 'mine',
      environments: { sandbox: { defaults: { clientSecret: 'FAKE' } } },
      requests: {
        exchange: {
          headers: { Authorization: 'Basic RkFLRQ==' },
          parameters: [
            { name: 'client_secret', value: 'FAKE', requirement: 'required' },
            { name: 'code', value: '{code}' },
          ],
        },
      },
    };
    const { paths, file: mine } = cleaned(file);
    expect(paths).toHaveLength(3);
    expect(resolveProfile('mine', { ...catalogue, mine })).toMatchObject({ ok: true });
  });

  it('keeps the ones that were not asked for', () => {
    const file = sending('client_secret', 'FAKE');
    expect(withoutSecrets(file, [])).toEqual(file);
  });

  it('has none left, whatever it was made of', () => {
    const piece = fc.constantFrom(
      'Bearer ',
      'FAKE0123456789abcdef',
      JWT,
      PEM,
      '{code}',
      ' ',
      'https://a:b@c',
      '"password":"',
      '&client_secret=',
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const name = fc.constantFrom('client_secret', 'a', 'Authorization', 'x-api-key');
    fc.assert(
      fc.property(name, text, text, (name, value, note) => {
        const file = { ...sending(name, value), quirks: [note] };
        expect(findSecrets(cleaned(file).file)).toEqual([]);
      }),
    );
  });

  it.each([
    ['colons', `https://${':'.repeat(200_000)}`],
    ['beginnings of a JWT', '-eyJ'.repeat(50_000)],
    ['schemes', 'Bearer '.repeat(50_000)],
  ])(
    'is made in a moment, even of very many %s',
    (_what, text) => {
      const start = performance.now();
      cleaned({ quirks: [text] });
      expect(performance.now() - start).toBeLessThan(10_000);
    },
    30_000,
  );
});
