import { expect, it } from 'vitest';
import { FAKE_STATE, RFC7636_CHALLENGE } from '../../fixtures/profiles.ts';
import { fakeToken } from '../../fixtures/tokens.ts';
import { NOW_MS, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

/** Every rule on profiles, requests and PSD2 banks, and those of the tool's own. */
const IDS = [
  ...numbered('PR', 11),
  ...numbered('AQ', 25),
  ...numbered('TQ', 17),
  ...['RF01', 'RF03'],
  ...numbered('PS', 17),
  'PX01',
];

function numbered(letters: string, last: number): string[] {
  return Array.from(
    { length: last },
    (_none, at) => `${letters}${String(at + 1).padStart(2, '0')}`,
  );
}

const URL_OF_NOBODY = 'https://login.nobody.example/a';
const BPCE = 'https://www.17515.sandbox.api.89c3.com/stet/psd2';
const good = {
  response_type: 'code',
  client_id: 'PSDFR-ACPR-12345',
  redirect_uri: 'https://tpp.example/cb',
  scope: 'aisp',
  state: FAKE_STATE,
};
const pkce = { code_challenge: RFC7636_CHALLENGE, code_challenge_method: 'S256' };

/** An authorization URL; `undefined` leaves a parameter out. */
function url(set: Record<string, string | undefined>, address = `${BPCE}/oauth/authorize`): string {
  const parameters = Object.entries({ ...good, ...set }).filter((pair) => pair[1] !== undefined);
  return `${address}?${new URLSearchParams(parameters as [string, string][])}`;
}

/** A profile file of one's own. */
function profile(change: object): string {
  return temporary({ extends: 'oidc', id: 'my-bank', ...change });
}

const endpoints = (change: object) => ({ environments: { sandbox: { endpoints: change } } });
const used = temporary({ authorizationRequests: [url(pkce), url({ request_uri: 'urn:x' })] });
const token = (body: string) => [`curl ${BPCE}/oauth/token -d '${body}'`];
const opToken = 'grant_type=client_credentials&client_id=x&scope=accountinformation';

const TOKEN = 'https://bank.example/token';
const curl = (rest: string) => [`curl ${TOKEN} ${rest}`];
const exchange = (more = '') =>
  curl(`-d 'grant_type=authorization_code&code=FAKE&redirect_uri=https://tpp.example/cb${more}'`);
const assertion = (alg: string) =>
  exchange(`&client_assertion=${fakeToken({ alg }, { iss: 'x' })}`);
const asked = ['--history', temporary({ authorizationRequests: [url(pkce)] })];
const granted = ['--history', temporary({ tokens: [{ scope: 'aisp', receivedAt: 0 }] })];

/** What to type after `lint` for a rule to speak. */
const COMMANDS: Record<string, string[]> = {
  PR01: [url({}, 'http://login.nobody.example/a')],
  PR02: [url({}, `${URL_OF_NOBODY}#x`)],
  PR03: [
    url({}),
    ...[
      '--bank',
      profile(
        endpoints({ authorizationEndpoint: 'https://a.one', tokenEndpoint: 'https://b.two' }),
      ),
    ],
  ],
  PR04: [
    url({}),
    ...[
      '--bank',
      profile(
        endpoints({
          issuer: 'https://a.one',
          metadata: 'https://b.two/.well-known/openid-configuration',
        }),
      ),
    ],
  ],
  PR05: [url({}), '--client', temporary({ usedForBanks: ['bpce-aisp', 'oidc'] })],
  PR06: [url({}), '--client', temporary({ clientAuthentication: 'client_secret_post' })],
  PR07: [
    url({}),
    ...['--bank', profile({ clientAuthentication: ['client_secret_post', 'private_key_jwt'] })],
    ...['--client', temporary({ clientAuthentication: 'client_secret_post' })],
  ],
  PR08: token('grant_type=password&username=x'),
  PR09: [
    url({}, `${BPCE.replace('sandbox', 'live')}/oauth/authorize`),
    '--bank',
    'bpce-aisp',
    '--env',
    'sandbox',
  ],
  PR10: [url({}, `${BPCE}/authorize`)],
  PR11: [url({}, `${BPCE.replace('17515', '10207')}/oauth/authorize`)],
  AQ01: [url({ response_type: 'token' })],
  AQ02: [url({ client_id: undefined })],
  AQ03: [url({ redirect_uri: 'tpp.example/cb' })],
  AQ04: [url({}), '--client', temporary({ redirectUris: ['https://tpp.example/CB'] })],
  AQ05: [url({ redirect_uri: 'http://tpp.example/cb' })],
  AQ06: [url({ state: undefined })],
  AQ07: [url({ state: '1' })],
  AQ08: [url({}), '--history', used],
  AQ09: [url({}, URL_OF_NOBODY)],
  AQ10: [url({ code_challenge: RFC7636_CHALLENGE })],
  AQ11: [url({ ...pkce, code_challenge: 'FAKE' })],
  AQ12: [url(pkce), '--verifier', 'FAKE'],
  AQ13: [url(pkce), '--history', used],
  AQ14: [url({ scope: 'aisp,x' })],
  AQ15: [url({ scope: 'asip' })],
  AQ16: [`${url({})}&scope=aisp`],
  AQ17: [`${url({})}&prompt=`],
  AQ18: [url({ client_secret: 'FAKE' })],
  AQ19: [`${url({})}&login_hint=a%2520b`],
  AQ20: [url({ claims: 'x'.repeat(2000) })],
  AQ21: [url({ scope: 'openid' })],
  AQ22: [
    url({}),
    '--bank',
    profile({
      pushedRequests: 'required',
      ...endpoints({ pushedAuthorizationRequestEndpoint: 'https://server.example/par' }),
    }),
  ],
  AQ23: [url({ request_uri: 'urn:x' }), '--history', used],
  AQ24: [url({ request: fakeToken({ alg: 'none' }, {}) })],
  AQ25: [url({ request: fakeToken({ alg: 'PS256' }, {}) })],
  TQ01: [`${TOKEN}?grant_type=authorization_code&code=FAKE`],
  TQ02: curl(`-H 'Content-Type: application/json' -d '{"grant_type":"authorization_code"}'`),
  TQ03: exchange('&code=FAKE'),
  TQ04: [`curl '${TOKEN}?code=FAKE' -d 'grant_type=authorization_code'`],
  TQ05: curl("-u 'tpp:FAKE' -d 'grant_type=client_credentials&client_secret=FAKE'"),
  TQ06: curl("-u 'tpp:FAKE secret' -d 'grant_type=client_credentials'"),
  TQ07: [...exchange('x'), ...asked],
  TQ08: [...exchange(), ...asked],
  TQ09: [
    ...exchange(`&code_verifier=${'x'.repeat(43)}`),
    ...['--history', temporary({ authorizationRequests: [url({})] })],
  ],
  TQ10: [...exchange(), '--spent', 'sent'],
  TQ11: [...exchange(), '--bank', 'practice-nextgenpsd2', ...asked],
  TQ12: assertion('PS256'),
  TQ13: assertion('HS256'),
  TQ14: token('grant_type=authorization_code&code=FAKE'),
  TQ15: curl("-d 'grant_type=client_credentials&client_id=x'"),
  TQ16: exchange('&scope=openid'),
  TQ17: curl("-H 'DPoP: FAKE' -d 'grant_type=authorization_code&code=FAKE'"),
  RF01: [...curl("-d 'grant_type=refresh_token&refresh_token=FAKE&scope=aisp+pisp'"), ...granted],
  RF03: [...curl("-d 'grant_type=refresh_token&refresh_token=FAKE'"), '--spent', 'replaced'],
  PS01: token('grant_type=authorization_code&code=FAKE&scope=aisp'),
  PS02: [url({ client_id: 'PSDFR-ACPR-13807' })],
  PS03: [url({}), '--client', temporary({ organizationIdentifier: 'PSDFR-ACPR-1' })],
  PS04: token('grant_type=client_credentials&scope=aisp'),
  PS05: token('grant-type=client_credentials&scope=pisp'),
  PS06: [url({}), '--var', 'bankCode=13807'],
  PS07: [`${BPCE}/v1.6.2/accounts`, '--status', '401', '--answer', '{"error":"invalid_token"}'],
  PS08: [url({ scope: 'aisp extended_transaction_history' })],
  PS09: [url({}), '--history', temporary({ consentGivenAt: '2026-01-01T00:00:00Z' })],
  PS10: token('grant_type=client_credentials&scope=pisp'),
  PS11: [
    ...token('grant_type=refresh_token&refresh_token=FAKE'),
    '--answer',
    '{"access_token":"FAKE","token_type":"mac"}',
  ],
  PS12: [
    ...token('grant_type=client_credentials&scope=pisp'),
    '--answer',
    '{"access_token":"FAKE","token_type":"Bearer"}',
  ],
  PS13: [opToken, '--bank', 'open-payments-api'],
  PS14: [
    `${opToken}%20private`,
    ...['--bank', 'open-payments-api'],
    ...[
      '--history',
      temporary({ tokens: [{ scope: 'accountinformation private', receivedAt: NOW_MS / 1000 }] }),
    ],
  ],
  PS15: [`${opToken}%20private`, '--bank', 'open-payments-api'],
  PS16: [url({ scope: 'AIS' }), '--bank', 'berlin-group'],
  PS17: [url({}), '--history', temporary({ readsToday: 4 })],
  PX01: [
    ...token('grant_type=authorization_code&code=FAKE'),
    '--status',
    '400',
    '--answer',
    '{"error":"invalid_grant"}',
  ],
};

it('there is a command for each', () => {
  expect(Object.keys(COMMANDS).toSorted()).toEqual(IDS.toSorted());
});

it.each(Object.entries(COMMANDS))('%s is reached by the command line', async (id, args) => {
  const { json } = await runJson(['lint', ...args]);
  expect(json.findings.map((finding: { id: string }) => finding.id)).toContain(id);
});
