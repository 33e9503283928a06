import { describe, expect, it } from 'vitest';
import { codeChallenge } from '../../../src/core/oauth/pkce.ts';
import { run, runJson } from './fake-io.ts';

const BPCE = [
  ...['authorize-url', '--bank', 'bpce-aisp', '--env', 'sandbox', '--var', 'bankCode=17515'],
  ...['--client-id', 'PSDFR-ACPR-12345', '--redirect-uri', 'https://tpp.example/cb'],
];
const OIDC = [
  ...['authorize-url', '--bank', 'oidc', '--client-id', 'FAKE-client'],
  ...['--redirect-uri', 'https://tpp.example/cb'],
];

/** The bytes of the fake world, as text. */
const RANDOM = 'AAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK-2vcTL0tk';

describe('the URL of a bank', () => {
  it('has the documented host, path and parameters', async () => {
    const { exitCode, json } = await runJson(BPCE);
    expect(exitCode).toBe(0);
    expect(json).toEqual({
      url:
        'https://www.17515.sandbox.api.89c3.com/stet/psd2/oauth/authorize?response_type=code' +
        '&client_id=PSDFR-ACPR-12345&redirect_uri=https%3A%2F%2Ftpp.example%2Fcb&scope=aisp' +
        `&state=${RANDOM}`,
      parameters: {
        response_type: 'code',
        client_id: 'PSDFR-ACPR-12345',
        redirect_uri: 'https://tpp.example/cb',
        scope: 'aisp',
        state: RANDOM,
      },
      state: RANDOM,
      codeVerifier: null,
      findings: [],
    });
  });

  it('comes with a verifier whose challenge is in it, where PKCE is on', async () => {
    const { json } = await runJson(OIDC);
    expect(json.codeVerifier).toHaveLength(43);
    expect(json.parameters.code_challenge).toBe(await codeChallenge(json.codeVerifier));
    expect(json.parameters.code_challenge_method).toBe('S256');
  });

  it('takes what the practice bank prints, when nothing else is given', async () => {
    const { exitCode, json } = await runJson(['authorize-url', '--bank', 'practice-bpce-aisp']);
    expect(exitCode).toBe(0);
    expect(json.parameters).toMatchObject({
      client_id: 'PSDFR-ACPR-12345',
      redirect_uri: 'http://app.localhost:8489/callback',
    });
  });
});

describe('options', () => {
  it.each<[string, string[], object]>([
    ['--scope replaces the default', ['--scope', 'cbpii'], { scope: 'cbpii' }],
    ['--state is taken as it is', ['--state', 'mine'], { state: 'mine' }],
    ['--pkce switches PKCE on', ['--pkce'], { code_challenge: expect.any(String) }],
    ['--param changes a parameter', ['--param', 'response_type=token'], { response_type: 'token' }],
    ['--param adds a parameter', ['--param', 'prompt=a=b'], { prompt: 'a=b' }],
    [
      '--param repeats a parameter',
      ['--param', 'scope=x', '--param', 'scope=y'],
      { scope: ['x', 'y'] },
    ],
    ['--param may be empty', ['--param', 'nonce='], { nonce: '' }],
  ])('%s', async (_behaviour, options, parameters) => {
    const { json } = await runJson([...BPCE, ...options]);
    expect(json.parameters).toMatchObject(parameters);
  });

  it('--no-pkce leaves challenge and verifier out', async () => {
    const { json } = await runJson([...OIDC, '--no-pkce']);
    expect(json.codeVerifier).toBeNull();
    expect(json.parameters).not.toHaveProperty('code_challenge');
  });

  it('an empty --state leaves the state out, which is an error', async () => {
    const { exitCode, json } = await runJson([...BPCE, '--state', '']);
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({
      state: null,
      findings: [{ id: 'AQ06', slug: 'request-state-missing', severity: 'error', actor: 'you' }],
    });
  });

  it('--var chooses a brand by its key and an address by its value', async () => {
    const { json } = await runJson([...BPCE, '--env', 'live', '--var', 'bankCode=13807-cmm']);
    expect(new URL(json.url).host).toBe('www.13807.live.api.89c3.com');
  });
});

it('prints URL, parameters and findings for people', async () => {
  const { exitCode, out } = await run([...OIDC, '--state', 'short']);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^https:\/\/server\.example\/authorize\?response_type=code&/);
  expect(out).toContain('\n  redirect_uri           https://tpp.example/cb\n');
  expect(out).toContain('\n  code_verifier          ');
  expect(out).toContain(
    '\nwarn   AQ07 state-guessable\n       seen      The state has 5 characters',
  );
});

describe('wrong usage', () => {
  it.each<[string, string[], string]>([
    ['no bank', ['authorize-url'], '--bank is missing.'],
    ['an unknown bank', ['authorize-url', '--bank', 'x'], 'There is no bank profile "x".'],
    ['no client', ['authorize-url', '--bank', 'bpce-aisp'], '--client-id is missing.'],
    ['no redirect URI', BPCE.slice(0, -2), '--redirect-uri is missing.'],
    [
      'an unknown environment',
      [...BPCE, '--env', 'moon'],
      'has no environment "moon". It has: sandbox, live, live-current, live-generic.',
    ],
    ['an unknown variable', [...BPCE, '--var', 'x=1'], 'has no variable "x". It has: bankCode.'],
    ['a variable that does not fit', [...BPCE, '--var', 'bankCode=1'], 'cannot be "1"'],
    ['a pair without =', [...BPCE, '--param', 'x'], '"x" is not of the form name=value.'],
    ['a pair without a name', [...BPCE, '--var', '=x'], '"=x" is not of the form name=value.'],
    ['a bank without a redirect', [...BPCE, '--bank', 'bpce-pisp'], 'has no authorization request'],
    [
      'a bank whose earlier steps bring something',
      [...OIDC, '--bank', 'open-payments-aisp'],
      'open-payments-aisp: these values are missing: scaOAuth.',
    ],
    ['an unknown option', [...BPCE, '--colour'], "Unknown option '--colour'"],
    ['an argument too many', [...BPCE, 'x'], 'The argument "x" is one too many.'],
  ])('%s: says so, with the usage, and exits 2', async (_what, args, sentence) => {
    const { exitCode, out, complaints } = await run(args);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(complaints).toContain(sentence);
    expect(complaints).toContain('Usage: psd2-oauth authorize-url --bank ID');
  });
});
