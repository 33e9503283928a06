import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RFC9068_EXAMPLE } from '../fixtures/rfc-tokens.ts';
import { showBank } from './driver/bank-list.ts';
import { chooseTool } from './driver/choose-tool.ts';
import { unfoldEverything } from './driver/folds.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithTokens } from './driver/kept-flow.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { savedText } from './driver/saved-text.ts';
import { setText } from './driver/set-text.ts';

const BANK = 'Folded bank';
const ROW = `${BANK}, Account information, Practice, Tokens received`;

describe('what is folded away opens by a press, in chromium', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness('chromium');
    await flowWithTokens(harness.panelPage, harness.bank, 'Other bank');
    await flowWithTokens(harness.panelPage, harness.bank, BANK);
  });
  afterAll(() => harness?.close());

  async function expectFolds(...names: RegExp[]) {
    const { tried, dead } = await unfoldEverything(harness.panelPage);
    expect(dead).toEqual([]);
    for (const name of names) expect(tried).toContainEqual(expect.stringMatching(name));
  }

  it('on the card of a bank', async () => {
    await showBank(harness.panel, "Caisse d'Epargne Ile-de-France");
    await expectFolds(/Scopes/, /Steps/, /Addresses/, /API calls/, /Good to know/, /Lifetimes/);
    await showBank(harness.panel, 'answers in the fragment');
    await expectFolds(/Unusual answers/);
  });

  it('in the new flow form, and of its steps', async () => {
    const { panel, bank } = harness;
    await fillNewFlow(panel, { bank: 'Practice bank (OpenID)', port: bank.port });
    await expectFolds(/Check a URL/, /Request security/);
    await fillNewFlow(panel, { bank: 'Practice Enskilda', port: bank.port }).catch(() => undefined);
    await panel.choose('Grant', 'Authorization code');
    await panel.click('button', 'Start step by step');
    await panel.click('button', 'Run all steps');
    await panel.find('button', 'Open in new tab');
    await expectFolds(/\d of \d done/, /Again, or elsewhere/, /Step: /);
    const asked = () => bank.control.log().filter(({ path }) => path === '/connect/token').length;
    const before = asked();
    await panel.click('button', 'Run step again: Client token');
    await expect.poll(asked).toBeGreaterThan(before);
  });

  it('in a flow', async () => {
    const { panel } = harness;
    await panel.click('row', ROW);
    for (const tab of ['Timeline', 'Request', 'Redirect', 'Exchange', 'Findings', 'Tokens']) {
      await panel.openDetail(tab);
      await expectFolds();
    }
    await panel.click('button', 'Call accounts');
    await panel.read('Access token', /accounts.*200/);
    await panel.openDetail('Exchange');
    await expectFolds(/API call: /);
  });

  it('in a flow with a JWT', async () => {
    const { panel, bank } = harness;
    await fillNewFlow(panel, { bank: 'Open-Payments-like)', port: bank.port });
    await panel.click('button', 'Request token');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /RS256/);
    await expectFolds(/Header and claims/);
    await panel.openDetail('Exchange');
    await expectFolds(/Token request/);
    await panel.click('row', ROW);
  });

  it('in a comparison', async () => {
    const { panel } = harness;
    await chooseTool(panel, 'Compare with…');
    await panel.choose('Compare with', 'Other bank');
    await panel.readAll(/set aside/);
    await expectFolds(/set aside/);
    await panel.click('button', 'Copy as Markdown');
    await panel.readAll(/Copied/);
    await panel.click('button', 'Back to the flows');
  });

  it('at a token', async () => {
    const { panel, bank } = harness;
    await panel.click('tab', 'Tokens');
    await setText(panel, 'Token to inspect', RFC9068_EXAMPLE);
    await panel.read('Token', /Not verified/);
    await expectFolds(/Compare with another token/, /Keys, and what to compare with/);
    for (const [name, text] of [
      ['Issuer', 'https://other.example'],
      ['Nonce', 'my-own-nonce'],
      ['JWKS address', `${bank.urls.oidc}/jwks`],
      ['Shared secret', 'made-up-shared-secret'],
      ['Certificate or DPoP key in use', 'no certificate'],
    ] as const) {
      await panel.fill(name, text);
      expect(await panel.valueOf('textbox', name)).toBe(text);
    }
    await panel.click('button', 'Verify signature');
    await panel.read('Verification: Token', /other\.example|no certificate|Signature/);
  });

  it('in Settings', async () => {
    const { panel, panelPage } = harness;
    await panel.click('tab', 'Settings');
    await panel.click('button', 'Add client');
    await panel.choose('Client authentication', 'private_key_jwt');
    await panel.choose('Algorithm of the new key', 'ES256');
    await panel.click('button', 'Generate key');
    await panel.read('Signing key', /Forget key/);
    await expectFolds(/Public JWKS/);
    await panel.click('button', 'Copy JWKS');
    await panel.readAll(/Copied/);
    const file = await savedText(panelPage, () => panel.click('button', 'Save JWKS'));
    expect(JSON.parse(file.text)).toMatchObject({ keys: [{ kty: 'EC' }] });
    await panel.choose('Algorithm', 'ES256');
    await panel.choose('Client authentication', 'client_secret_basic');
    await expectFolds(/Sign requests/);
    await panel.click('button', 'Cancel saving the client');
  });
});
