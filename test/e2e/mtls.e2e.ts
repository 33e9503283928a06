import { afterEach, describe, expect, it } from 'vitest';
import { planOf } from '../fixtures/profiles.ts';
import { askWorker } from './driver/ask-worker.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { tabAt } from './driver/bank-tab.ts';
import { type Harness, type HarnessOptions, openHarness } from './driver/harness.ts';
import { press, pressIn } from './driver/press.ts';
import { setText } from './driver/set-text.ts';

const BANK = 'Bank that wants a certificate';
const TOKEN = '/stet/psd2/oauth/token';
const TOKENS = '{"access_token":"FAKE-from-elsewhere","token_type":"Bearer","expires_in":3600}';

describe('a token call that wants a client certificate', () => {
  let harness: Harness;

  afterEach(() => harness?.close());

  it('is explained, keeps the code, and goes another way without one', async () => {
    const { panel, bank } = await open('chromium', {});
    await panel.click('button', 'Check certificate');
    await panel.readAll(/this browser has none that it takes/);
    await panel.click('button', 'Exchange code');
    await panel.readAll(/The bank cannot have seen this request/);
    expect(tokenCalls()).toEqual([]);
    await panel.find('button', 'Exchange code');

    await panel.openDetail('Redirect');
    const ways = await panel.find('region', 'If the token request does not come through');
    await pressIn(ways, 'summary');
    await panel.readAll(/--cert client\.pem --key client\.key/);
    await setText(panel, 'Answer', TOKENS);
    await panel.click('button', 'Use answer');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(await panel.lacks('button', 'Exchange code')).toBe(true);
    expect(bank.control.log().filter(({ path }) => path === TOKEN)).toEqual([]);
  });

  it('is explained before the code goes out, in firefox', async () => {
    const { panel } = await open('firefox', {});
    await panel.click('button', 'Check certificate');
    await panel.readAll(/this browser has none that it takes/);
    await panel.find('button', 'Exchange code');
    expect(tokenCalls()).toEqual([]);
  });

  it('says that a certificate is there and has to be chosen in a tab', async () => {
    const clientCertificate = { name: 'fitting', choice: 'by_hand' } as const;
    const { panel } = await open('chromium', { clientCertificate });
    await panel.click('button', 'Check certificate');
    await panel.readAll(/none was chosen for it yet/);
    const link = await panel.find('link', 'Open the token host in a tab to choose it');
    // The browser would ask with a window that nobody here can answer.
    await link.evaluate((node) =>
      node.addEventListener('click', (event) => event.preventDefault()),
    );
    await press(link);
    expect(await link.evaluate((node) => (node as HTMLAnchorElement).host)).toContain('mtls');
    expect(tokenCalls()).toEqual([]);
  });

  it.each(['chromium', 'firefox'] as const)(
    'goes through with a certificate, in %s',
    async (kind) => {
      const clientCertificate = { name: 'fitting', choice: 'automatic' } as const;
      const { panel } = await open(kind, { clientCertificate });
      await panel.click('button', 'Check certificate');
      await panel.readAll(/answered \(HTTP \d+\)/);
      const [check] = tokenCalls();
      expect(check).toMatchObject({ method: 'GET', query: [], body: [] });
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      await panel.read('Access token', /Expires in/);
      expect(tokenCalls().slice(1)).toMatchObject([
        { method: 'POST', status: 200, clientCertificate: 'PSDFR-ACPR-12345' },
      ]);
    },
  );

  function tokenCalls() {
    return harness.bank.control.log().filter(({ path }) => path === TOKEN);
  }

  /** A flow that holds a code, whose token endpoint lets nobody past TLS without a certificate. */
  async function open(kind: 'chromium' | 'firefox', options: HarnessOptions) {
    harness = await openHarness(kind, { ...options, tls: true });
    const { bank, panel, panelPage, session } = harness;
    const plan = planOf('practice-bpce-aisp', {
      variables: { practicePort: String(bank.port) },
      clientId: 'PSDFR-ACPR-12345',
      redirectUri: `${bank.urls.app}/callback`,
    });
    const profile = structuredClone({ ...plan.profile, clientCertificate: 'required' });
    for (const { endpoints } of Object.values(profile.environments)) {
      endpoints.tokenEndpoint = `${bank.tls?.urls.mtlsStrict}${TOKEN}`;
    }
    const params = {
      plan: { ...plan, profile },
      bank: BANK,
      secrets: { clientSecret: '', state: 'fake-state-'.repeat(4), nonce: '', codeVerifier: '' },
      destination: { kind: 'new_tab' },
      findings: [],
      onErrors: 'send_anyway',
    };
    await askWorker(panelPage, 'startAuthorization', params);
    await logInAtBank(await tabAt(session, '.bpce.localhost'));
    await panel.comeToFront();
    const row = await panelPage.waitForSelector(
      `::-p-xpath(//tr[@data-row][contains(., "${BANK}")])`,
    );
    // The list may still be moving, and a bare click would miss the row.
    if (row) await press(row);
    await panel.find('button', 'Exchange code');
    return harness;
  }
});
