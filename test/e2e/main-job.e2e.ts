import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logInAtBank } from './driver/bank-pages.ts';
import { tabAt } from './driver/bank-tab.ts';
import { BPCE, openBpceFlow, tokenRequests } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { pressIn } from './driver/press.ts';

describe.each(['chromium', 'firefox'] as const)('the main job, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  it('goes from a bank to tokens, uses them, renews them, and sees the old one refused', async () => {
    const { panel } = harness;
    await logInAtBank(await openBpceFlow(harness));
    await panel.find('button', 'Exchange code');
    await panel.openDetail('Redirect');
    await panel.read('Authorization code', /Unspent.*old/);
    await panel.readAll(/State.*the same as was sent/);
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Exchange');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in (59|1)/);
    const [exchange] = tokenRequests(harness);
    expect(Object.keys(exchange?.parameters ?? {}).toSorted()).toEqual([
      'client_id',
      'code',
      'grant_type',
      'redirect_uri',
    ]);
    await panel.click('button', 'Call accounts');
    await panel.read('Access token', /accounts.*200/);
    await panel.click('button', 'Refresh');
    await panel.read('Replaced access token');
    const replaced = await panel.find('region', 'Replaced access token');
    await pressIn(replaced, '::-p-aria([name="Call accounts"][role="button"])');
    await panel.read('Replaced access token', /401/);
    await panel.openDetail('Findings');
    await panel.read('Findings', /PS07.*expired/i);
  });

  it('shows an expired token as expired, and the 403 of payments as expiry', async () => {
    const { panel, bank } = harness;
    bank.control.lifetimes({ accessTokenSeconds: 3 });
    await fillNewFlow(panel, { bank: BPCE, service: 'Payment initiation', port: bank.port });
    await panel.click('button', 'Request token');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expired/);
    bank.control.clock({ advanceSeconds: 10 });
    await panel.click('button', 'Call payment request');
    await panel.read('Access token', /payment request.*403/);
    await panel.openDetail('Findings');
    await panel.read('Findings', /PS07/);
    expect(tokenRequests(harness)[0]?.parameters).toMatchObject({
      grant_type: 'client_credentials',
      scope: 'pisp',
    });
  });

  it('gets and decodes an Open Payments token', async () => {
    const { panel, bank } = harness;
    await fillNewFlow(panel, { bank: 'Open-Payments-like', port: bank.port });
    await panel.click('button', 'Request token');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /RS256.*aspspinformation/);
    await panel.click('button', 'Call bank list');
    await panel.read('Access token', /bank list.*200/);
    expect(tokenRequests(harness)[0]?.parameters).toMatchObject({
      scope: 'aspspinformation private',
    });
  });

  it('runs the code flow at a server that nobody here wrote, with PKCE and iss', async () => {
    const { panel, bank, session } = harness;
    await fillNewFlow(panel, { bank: 'Practice bank (OpenID)', port: bank.port });
    await panel.read('Authorization URL', /code_challenge_method.*S256/);
    await panel.click('button', 'Open in new tab');
    await logInAtBank(await tabAt(session, 'oidc.localhost'), { sms: false });
    await panel.find('button', 'Exchange code');
    await panel.openDetail('Redirect');
    await panel.readAll(/Issuer.*the bank that was asked/);
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /RS256/);
    await panel.read('ID token', /RS256/);
    expect(tokenRequests(harness)[0]?.parameters.code_verifier).toHaveLength(43);
    await panel.click('button', 'Refresh');
    await panel.read('Replaced refresh token', /Replaced/);
  });

  it('runs a flow again with fresh state in one click', async () => {
    const { panel, bank, session } = harness;
    await (await openBpceFlow(harness)).close();
    await panel.click('button', 'Run again');
    const page = await tabAt(session, '.bpce.localhost');
    await logInAtBank(page);
    await panel.find('button', 'Exchange code');
    const states = bank.control
      .log()
      .filter(({ path }) => path.endsWith('/authorize'))
      .map(({ query }) => new Map(query).get('state'));
    expect(states).toHaveLength(2);
    expect(new Set(states).size).toBe(2);
    expect(states.every((state) => state?.length === 43)).toBe(true);
  });
});
