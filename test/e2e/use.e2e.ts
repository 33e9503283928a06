import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BROWSERS } from '../extent.ts';
import { askWorker } from './driver/ask-worker.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { tabAt } from './driver/bank-tab.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { pressIn } from './driver/press.ts';
import { openClientToken, openTokens, readFlow, statusesOf } from './driver/token-use.ts';

const INTROSPECT = '/stet/psd2/oauth/introspect';
const REVOKE = '/stet/psd2/oauth/revoke';

/** The form of the token in use. */
async function openBench({ panel, panelPage }: Harness): Promise<void> {
  await panel.find('region', 'Access token');
  await pressIn(panelPage, '::-p-text(Prepare a request)');
  await panel.find('combobox', 'Request');
}

describe.each(BROWSERS)('what is done with a token, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  it('asks the bank whether it lives, before and after it has ended', async () => {
    const { bank, panel } = harness;
    await openTokens(harness);
    await panel.clickIn('Access token', 'Introspect');
    await panel.read('Access token', /Introspection: 200/);
    expect(await panel.text()).not.toMatch(/not active|Trust the bank/);
    bank.control.clock({ advanceSeconds: 3601 });
    await panel.clickIn('Access token', 'Introspect');
    await panel.read('Access token', /this token is not active/);
  });

  it('says where the bank’s word differs from what came with it', async () => {
    const { bank, panel } = harness;
    await openTokens(harness);
    bank.control.faults({ kind: 'set-json', path: INTROSPECT, json: { scope: 'cbpii' } });
    await panel.clickIn('Access token', 'Introspect');
    await panel.read('Access token', /scope = "cbpii"\. Here it is "aisp"/);
  });

  it('ends it, strikes it through, and sees that it is gone', async () => {
    const { panel } = harness;
    await openTokens(harness);
    await panel.clickIn('Access token', 'Revoke');
    await panel.read('Access token', /Revoked.*200: the token is gone/);
    await panel.clickIn('Access token', 'Introspect');
    await panel.read('Access token', /this token is not active/);
    await panel.clickIn('Access token', 'Call accounts');
    await panel.read('Access token', /401, expired or cancelled/);
    await panel.clickIn('Access token', 'Refresh and call again');
    await panel.read('Access token', /accounts: 200/);
    expect(statusesOf(harness, REVOKE)).toEqual([200]);
  });

  it('leaves it alive where the bank does not end it', async () => {
    const { bank, panel } = harness;
    await openTokens(harness);
    bank.control.faults({
      kind: 'status',
      path: REVOKE,
      status: 503,
      body: '{"error":"unsupported_token_type"}',
    });
    await panel.clickIn('Access token', 'Revoke');
    await panel.read('Access token', /503: unsupported_token_type.*still alive/);
    await panel.clickIn('Access token', 'Call accounts');
    await panel.read('Access token', /accounts: 200/);
  });

  it('sends a refresh token nowhere any more once it is revoked', async () => {
    const { bank, panel, panelPage } = harness;
    const flowId = await openTokens(harness);
    await panel.clickIn('Refresh token', 'Revoke');
    await panel.read('Refresh token', /Revoked.*customer must come back.*the token is gone/);
    const ended = (await readFlow(harness, flowId)).tokens.find(({ revoked }) => revoked);
    const before = bank.control.log().length;
    for (const [request, more] of [
      ['refresh', {}],
      ['askTokenStatus', { purpose: 'introspection' }],
      ['askTokenStatus', { purpose: 'revocation' }],
    ] as const) {
      const params = { flowId, tokenId: ended?.secret.id, ...more };
      expect(await askWorker(panelPage, request, params)).toMatchObject({
        ok: false,
        error: { kind: 'already_sent', what: 'refresh_token' },
      });
    }
    expect(bank.control.log()).toHaveLength(before);
  });

  it('sends the requests of the bench as they were written, and explains what comes back', async () => {
    const { bank, panel } = harness;
    const flowId = await openTokens(harness);
    await openBench(harness);
    await panel.choose('Request', 'PUT consents');
    await panel.fill('PSU-IP-Address', '192.0.2.7');
    await panel.clickIn('Request bench', 'Send request');
    await panel.read('Access token', /consents: 201/);
    await panel.choose('Request', 'GET accounts');
    await panel.fill('Path and query', '/stet/psd2/v1.6.2/accounts?withBalance=true');
    await panel.clickIn('Request bench', 'Send request');
    await panel.read('Access token', /accounts: 200/);
    const [consents, accounts] = bank.control.log().slice(-2);
    expect(consents).toMatchObject({ method: 'PUT', headers: { 'psu-ip-address': '192.0.2.7' } });
    expect(consents?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(accounts?.query).toEqual([['withBalance', 'true']]);
    const { calls } = await readFlow(harness, flowId);
    expect(calls.at(-1)?.edit?.url).toBe('/stet/psd2/v1.6.2/accounts?withBalance=true');
    expect(JSON.stringify(calls)).toContain('Bearer {{access_token#');
  });

  it('asks for a payment, and explains a body that is none', async () => {
    const { bank, panel } = harness;
    await openClientToken(harness);
    await openBench(harness);
    await panel.choose('Request', 'POST payment-requests');
    await panel.clickIn('Request bench', 'Send request');
    await panel.read('Access token', /payment-requests: 201/);
    expect(bank.control.log().at(-1)?.body).toContainEqual(['chargeBearer', 'SLEV']);
    await panel.fill('Body', 'not JSON');
    await panel.clickIn('Request bench', 'Send request');
    await panel.read('Access token', /payment-requests: 400, refused/);
    expect(await panel.lacks('button', 'Call payment-requests')).toBe(true);
  });

  it('keeps a changed request through a renewal', async () => {
    const { bank, panel } = harness;
    await openTokens(harness);
    await openBench(harness);
    bank.control.clock({ advanceSeconds: 3601 });
    await panel.fill('Path and query', '/stet/psd2/v1.6.2/accounts?again=1');
    await panel.clickIn('Request bench', 'Send request');
    await panel.read('Access token', /accounts: 401/);
    await panel.clickIn('Access token', 'Refresh and call again');
    await panel.read('Access token', /accounts: 200/);
    expect(bank.control.log().at(-1)?.query).toEqual([['again', '1']]);
  });

  it('lets a token go to no other host', async () => {
    const { bank, panel } = harness;
    await openTokens(harness);
    await openBench(harness);
    const before = bank.control.log().length;
    await panel.fill(
      'Path and query',
      `//13807.bpce.localhost:${bank.port}/stet/psd2/v1.6.2/accounts`,
    );
    await panel.clickIn('Request bench', 'Send request');
    await panel.readAll(/none of the hosts of this bank/);
    expect(await panel.lacks('button', 'Send anyway')).toBe(true);
    expect(bank.control.log()).toHaveLength(before);
    await panel.click('button', 'Dismiss');
    await panel.readAll(/^(?!.*none of the hosts of this bank)/);
  });

  it('proves the client to a server nobody here wrote', async () => {
    const { bank, panel, session } = harness;
    await fillNewFlow(panel, { bank: 'Practice bank (OpenID)', port: bank.port });
    await panel.click('button', 'Open in new tab');
    await logInAtBank(await tabAt(session, 'oidc.localhost'), { sms: false });
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.clickIn('Refresh token', 'Introspect');
    await panel.read('Refresh token', /Introspection: 200/);
    await panel.clickIn('Access token', 'Revoke');
    await panel.read('Access token', /400: unsupported_token_type.*still alive/);
    await panel.clickIn('Refresh token', 'Revoke');
    await panel.read('Refresh token', /the token is gone/);
  });
});
