import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askWorker } from './driver/ask-worker.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { tabAt } from './driver/bank-tab.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { openTokens, readFlow, statusesOf } from './driver/token-use.ts';

const INTROSPECT = '/stet/psd2/oauth/introspect';
const REVOKE = '/stet/psd2/oauth/revoke';

describe.each(['chromium', 'firefox'] as const)('what is done with a token, in %s', (kind) => {
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

  it.runIf(kind === 'chromium')('proves the client to a server nobody here wrote', async () => {
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
