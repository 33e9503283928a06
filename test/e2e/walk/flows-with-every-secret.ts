import { openIdBasicClient, openIdKeyClient } from '../../practice-bank/clients.ts';
import { har } from '../../unit/core/watch/har.ts';
import { logInAtBank } from '../driver/bank-pages.ts';
import { tabAt } from '../driver/bank-tab.ts';
import { dropFiles } from '../driver/drop-files.ts';
import type { Harness } from '../driver/harness.ts';
import { fillNewFlow } from '../driver/new-flow.ts';
import { pressIn } from '../driver/press.ts';
import { setText } from '../driver/set-text.ts';
import { makeFlowWithTokens } from './flow-with-tokens.ts';

/** The whole BPCE flow, renewed twice, with a refresh token that changes each time. */
export async function runBpceFlow(harness: Harness): Promise<void> {
  const { panel, bank } = harness;
  bank.control.settings({ rotateRefreshToken: true });
  await makeFlowWithTokens(harness);
  await panel.clickIn('Access token', 'Call accounts');
  await panel.read('Access token', /accounts.*200/);
  await panel.clickIn('Refresh token', 'Refresh');
  await panel.read('Replaced access token', /Replaced.*Replaced/);
}

/** A code flow with a code verifier and an ID token, renewed once. */
export async function runOpenIdFlow({ panel, bank, session }: Harness): Promise<void> {
  await fillNewFlow(panel, { bank: 'Practice bank (OpenID)', port: bank.port });
  await panel.click('button', 'Open in new tab');
  await logInAtBank(await tabAt(session, 'oidc.localhost'), { sms: false });
  await panel.click('button', 'Exchange code');
  await panel.openDetail('Tokens');
  await panel.click('button', 'Refresh');
  await panel.read('Replaced refresh token', /Replaced/);
}

/** A payment-like token request with a client secret that the bank refuses. */
export async function tryClientSecret({ panel, bank }: Harness, secret: string): Promise<void> {
  await fillNewFlow(panel, { bank: 'Open-Payments-like', port: bank.port });
  await panel.fill('Client secret', secret);
  await panel.click('button', 'Request token');
  await panel.readAll(/refused the token request/);
}

/** Values of the practice bank and of others that come along where no parameter of their own holds them. */
export const STRAYS = {
  'in an address within an added parameter': 'FAKE-added-code+/0123456789',
  'in an address within a called one': 'FAKE-called-token+/0123456789',
  'Set-Cookie of an answer': 'FAKE-set-cookie+/0123456789',
  'introspection answer': 'FAKE-introspected-token+/0123456789',
  'Cookie of a page': 'FAKE-cookie+/0123456789',
  'Set-Cookie of a page': 'FAKE-page-set-cookie+/0123456789',
  'Referer of a page': 'FAKE-referer-token+/0123456789',
  'in an address within a page’s': 'FAKE-page-nested-token+/0123456789',
  'state of a page': 'FAKE-page-state+/0123456789',
  'code of a page': 'FAKE-page-code+/0123456789',
  'client secret of a page': 'FAKE-page-client-secret+/0123456789',
  'access token of a page': 'FAKE-page-access-token+/0123456789',
} as const;

/** An address with a secret in it, as a parameter of another. */
function nested(name: string, value: string): string {
  return `https://app.example/cb?a=1&${new URLSearchParams({ [name]: value })}&b=2`;
}

/** A flow of a client whose credentials go into a Basic header; secrets stray into whatever comes and goes. */
export async function runBasicFlow(harness: Harness): Promise<void> {
  const { panel, panelPage, bank } = harness;
  const { client_id, client_secret } = openIdBasicClient;
  await fillNewFlow(panel, { bank: 'client authentication', port: bank.port });
  await panel.choose('Client authentication', 'Secret in the header (client_secret_basic)');
  await panel.fill('Client ID', client_id);
  await panel.click('button', 'Show client secret');
  await panel.fill('Client secret', client_secret);
  await panel.click('button', 'Add parameter');
  await panel.fill('Name of added parameter 1', 'next');
  const added = STRAYS['in an address within an added parameter'];
  await panel.fill('Value of added parameter 1', nested('code', added));
  await goThroughBank(harness);
  bank.control.faults({
    path: '/token/introspection',
    kind: 'set-json',
    json: {
      access_token: STRAYS['introspection answer'],
      note: `asked with ${client_secret}`,
    },
  });
  await panel.clickIn('Refresh token', 'Introspect');
  await panel.read('Refresh token', /Introspection: 200/);
  const cookie = STRAYS['Set-Cookie of an answer'];
  bank.control.faults({
    path: '/api/accounts',
    kind: 'set-headers',
    headers: { 'set-cookie': `session=${cookie}; Path=/; HttpOnly` },
  });
  await panel.find('region', 'Access token');
  await pressIn(panelPage, '::-p-text(Prepare a request)');
  const called = nested('access_token', STRAYS['in an address within a called one']);
  await panel.fill('Path and query', `/api/accounts?${new URLSearchParams({ next: called })}`);
  await panel.clickIn('Request bench', 'Send request');
  await panel.read('Access token', /API: 200/);
}

/** A flow of a client that signs with an imported key. */
export async function runKeyFlow(harness: Harness): Promise<void> {
  const { panel, bank } = harness;
  await fillNewFlow(panel, { bank: 'client authentication', port: bank.port });
  await panel.choose('Client authentication', 'private_key_jwt');
  await panel.fill('Client ID', openIdKeyClient.client_id);
  await setText(panel, 'Private key', openIdKeyClient.privateKey);
  await panel.click('button', 'Import key');
  await panel.fill('Key ID', openIdKeyClient.kid);
  await goThroughBank(harness);
}

async function goThroughBank({ panel, panelPage, session }: Harness): Promise<void> {
  // Else the bank knows its customer from the flow before, and asks for no login.
  const devtools = await panelPage.createCDPSession();
  await devtools.send('Network.clearBrowserCookies');
  await devtools.detach();
  await panel.click('button', 'Open in new tab');
  // The address where an earlier flow landed names the bank too.
  await logInAtBank(await tabAt(session, '//oidc.localhost'), { sms: false });
  await panel.click('button', 'Exchange code');
  await panel.openDetail('Tokens');
  await panel.read('Access token', /Expires in/);
}

/** A page's own flow from a saved network log, its headers and all. */
export async function importPageFlow({ panel, panelPage, bank }: Harness): Promise<void> {
  const dialect = bank.urls.dialect('json-token');
  const app = `${bank.urls.app}/callback`;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'practice-client',
    redirect_uri: app,
    state: STRAYS['state of a page'],
    next: nested('access_token', STRAYS['in an address within a page’s']),
  });
  const landing = new URLSearchParams({
    code: STRAYS['code of a page'],
    state: STRAYS['state of a page'],
  });
  const authorize = `${dialect}/authorize?${query}`;
  const location = `${app}?${landing}`;
  const referrer = nested('access_token', STRAYS['Referer of a page']);
  const headers = { Cookie: `session=${STRAYS['Cookie of a page']}; theme=dark` };
  const answer = { access_token: STRAYS['access token of a page'], token_type: 'Bearer' };
  const json = {
    grant_type: 'authorization_code',
    code: STRAYS['code of a page'],
    client_secret: STRAYS['client secret of a page'],
    redirect_uri: app,
  };
  const entries = [
    har(0, authorize, { status: 302, location, referrer, headers }),
    har(100, location, { referrer: authorize, headers }),
    har(200, `${dialect}/token`, { json, type: 'fetch', referrer: location, headers }),
  ].map(({ response, ...entry }) => ({
    ...entry,
    response: {
      ...response,
      headers: [
        { name: 'Set-Cookie', value: `session=${STRAYS['Set-Cookie of a page']}; HttpOnly` },
        { name: 'Content-Type', value: 'application/json' },
      ],
      content: { text: JSON.stringify(answer) },
    },
  }));
  await panel.click('tab', 'Flows');
  await dropFiles(panelPage, [{ name: 'page.har', text: JSON.stringify({ log: { entries } }) }]);
  await panel.readAll(/1 flow imported\./);
}
