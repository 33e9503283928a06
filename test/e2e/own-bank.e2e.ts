import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BROWSERS } from '../extent.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { tabAt } from './driver/bank-tab.ts';
import { tokenRequests } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { setText } from './driver/set-text.ts';
import { readStoredData } from './driver/stored-data.ts';

const CLIENT = { clientId: 'practice-client', clientSecret: 'practice-secret-not-real' };

const LEAKED = 'FAKE-secret-that-was-left-in-a-file';

/** A bank that nobody has heard of, in one file. */
function madeUpBank({ bank }: Harness, change: object = {}) {
  const base = bank.urls.dialect('json-token');
  return {
    extends: 'dialect-oauth',
    id: 'made-up-bank',
    group: 'Bank of Nowhere',
    label: 'Account information',
    standard: 'own',
    dialect: 'Its own',
    service: 'aisp',
    countries: ['SE'],
    environments: {
      sandbox: {
        label: 'Sandbox',
        kind: 'practice',
        endpoints: {
          authorizationEndpoint: `${base}/authorize`,
          tokenEndpoint: `${base}/token`,
          apiBase: `${base}/api`,
        },
        defaults: { ...CLIENT, redirectUri: `${bank.urls.app}/callback` },
      },
    },
    clientId: { example: 'practice-client' },
    pkce: 'undocumented',
    scope: { default: 'accounts', values: ['accounts'] },
    grants: { authorization_code: ['authorize', 'exchange'] },
    requests: { exchange: { placement: 'json' } },
    sources: [{ title: 'Made up for a test', confidence: 'documented' }],
    ...change,
  };
}

describe.each(BROWSERS)('a bank of one’s own, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  async function paste(text: string): Promise<void> {
    const { panel } = harness;
    await panel.click('tab', 'Banks');
    await panel.click('button', 'Import profiles');
    await setText(panel, 'Or paste JSON', text);
  }

  it('needs one file and no code', async () => {
    const { panel, session } = harness;
    await paste(JSON.stringify(madeUpBank(harness), null, 2));
    await panel.click('button', 'Add and use in a new flow');
    await panel.read('Authorization URL', /json-token\.dialects/);
    await panel.click('button', 'Open in new tab');
    await logInAtBank(await tabAt(session, 'json-token.dialects.localhost'));
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests(harness).map(({ status }) => status)).toEqual([200]);
  });

  it('is refused with line and field while anything in the file is wrong', async () => {
    const { panel } = harness;
    const hostile = (change: object, endpoints: object) => {
      const environments = { sandbox: { label: 'S', kind: 'sandbox', endpoints } };
      const file = madeUpBank(harness, { id: 'hostile-bank', environments, ...change });
      return JSON.stringify(file, null, 2);
    };
    await paste(hostile({ colour: 'green' }, { tokenEndpoint: 7 }));
    await panel.readAll(/Line \d+, column 3\s*colour/);
    await panel.readAll(/Line \d+, column \d+\s*\S*tokenEndpoint/);
    const script = 'javascript:alert(1)';
    const address = { authorizationEndpoint: script, tokenEndpoint: 'https://bank.example/token' };
    await setText(panel, 'Or paste JSON', hostile({}, address));
    await panel.readAll(/Line \d+, column \d+\s*\S*authorizationEndpoint/);
    await panel.readAll(/Nothing is added while something above is wrong/);
    await panel.click('button', 'Cancel');
    await panel.fill('Search banks', 'hostile', 'searchbox');
    await panel.readAll(/No bank found/);
    await panel.fill('Search banks', '', 'searchbox');
  });

  it('asks before it keeps a secret that the file holds', async () => {
    const { panel } = harness;
    const bank = madeUpBank(harness, { id: 'leaky-bank', group: 'Leaky Bank' });
    const { sandbox } = bank.environments;
    sandbox.kind = 'sandbox';
    sandbox.defaults.clientSecret = LEAKED;
    await paste(JSON.stringify(bank));
    await panel.readAll(/These look like secrets.*clientSecret/);
    await panel.click('button', 'Add 1 profile');
    await panel.readAll(/1 profile added/);
    const stored = JSON.stringify(await readStoredData(harness.panelPage));
    expect(stored).toContain('leaky-bank');
    expect(stored).not.toContain(LEAKED);
  });

  it('is made of a server’s metadata', async () => {
    const { panel, bank, session } = harness;
    await panel.click('tab', 'Banks');
    await panel.click('button', 'Import profiles');
    await panel.click('tab', 'Metadata');
    await panel.fill('Issuer or metadata address', bank.urls.oidc);
    await panel.click('button', 'Read metadata');
    await panel.readAll(/What will be added/);
    await panel.click('button', 'Add and use in a new flow');
    await panel.fill('Client ID', CLIENT.clientId);
    // Firefox has no textbox where a password is hidden.
    await panel.click('button', 'Show client secret');
    await panel.fill('Client secret', CLIENT.clientSecret);
    await panel.fill('Redirect URI', `${bank.urls.app}/callback`);
    await panel.fill('Scope', 'openid accounts');
    await panel.click('button', 'Open in new tab');
    await logInAtBank(await tabAt(session, 'oidc.localhost'), { sms: false });
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.read('ID token', /RS256/);
  });
});
