import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BROWSERS, IS_WHOLE } from '../extent.ts';
import { askWorker } from './driver/ask-worker.ts';
import { tabAt } from './driver/bank-tab.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { openClientToken, openTokens, readFlow, statusesOf } from './driver/token-use.ts';

const TOKEN = '/stet/psd2/oauth/token';
const ACCOUNTS = '/stet/psd2/v1.6.2/accounts';

describe.each(BROWSERS)('renewal, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  it('with rotation strikes the old refresh token through, and never sends it again', async () => {
    const { bank, panel, panelPage } = harness;
    bank.control.settings({ rotateRefreshToken: true });
    const flowId = await openTokens(harness);
    await panel.clickIn('Refresh token', 'Refresh');
    await panel.read('Replaced refresh token', /Replaced/);
    await panel.read('Refresh token', /takes the place of the old one/);
    const [old] = (await readFlow(harness, flowId)).tokens.filter(
      ({ kind: of }) => of === 'refresh_token',
    );
    expect(old?.replaced).toBe(true);
    const sent = statusesOf(harness, TOKEN).length;
    const ask = { flowId, tokenId: old?.secret.id };
    expect(await askWorker(panelPage, 'refresh', ask)).toMatchObject({
      ok: false,
      error: { kind: 'already_sent', what: 'refresh_token' },
    });
    expect(statusesOf(harness, TOKEN)).toHaveLength(sent);
  });

  it('without rotation says so, and keeps the refresh token', async () => {
    const { panel } = harness;
    await openTokens(harness);
    await panel.clickIn('Refresh token', 'Refresh');
    await panel.read('Replaced access token', /Replaced/);
    await panel.read('Refresh token', /did not replace it/);
    expect(await panel.lacks('region', 'Replaced refresh token')).toBe(true);
    await panel.clickIn('Refresh token', 'Refresh');
    await panel.read('Replaced access token', /Replaced .*Replaced /);
  });

  it('that loses a scope says so at the token', async () => {
    const { bank, panel } = harness;
    bank.control.faults({
      kind: 'set-json',
      path: TOKEN,
      json: { scope: 'aisp extended' },
      times: 1,
    });
    await openTokens(harness);
    await panel.clickIn('Refresh token', 'Refresh');
    await panel.read('Access token', /Lost: extended/);
  });

  it('with a token that is over offers the new flow', async () => {
    const { bank, panel, session } = harness;
    bank.control.lifetimes({ refreshTokenSeconds: 60 });
    await openTokens(harness);
    bank.control.clock({ advanceSeconds: 61 });
    await panel.clickIn('Refresh token', 'Refresh');
    await panel.read('Refresh token', /customer must come back/);
    await panel.clickIn('Refresh token', 'Start the new flow');
    await tabAt(session, '.bpce.localhost');
  });

  it('after a 401 makes the same call again in one click', async () => {
    const { bank, panel } = harness;
    await openTokens(harness);
    bank.control.clock({ advanceSeconds: 3601 });
    await panel.clickIn('Access token', 'Call accounts');
    await panel.read('Access token', /401, expired or cancelled/);
    await panel.clickIn('Access token', 'Refresh and call again');
    await panel.read('Access token', /accounts: 200/);
    expect(statusesOf(harness, ACCOUNTS)).toEqual([401, 200]);
    expect(statusesOf(harness, TOKEN).at(-1)).toBe(200);
  });

  it('by hand leaves the refused call to be made again', async () => {
    const { bank, panel } = harness;
    await openTokens(harness);
    bank.control.clock({ advanceSeconds: 3601 });
    await panel.clickIn('Access token', 'Call accounts');
    await panel.find('button', 'Refresh and call again');
    await panel.clickIn('Refresh token', 'Refresh');
    await panel.clickIn('Replaced access token', 'Call again');
    await panel.read('Access token', /accounts: 200/);
  });

  it('after a 403 "Invalid token" asks for a new token and calls again', async () => {
    const { bank, panel } = harness;
    await openClientToken(harness);
    bank.control.clock({ advanceSeconds: 3601 });
    await panel.clickIn('Access token', 'Call payment request');
    await panel.read('Access token', /403, expired or cancelled/);
    await panel.clickIn('Access token', 'Request a new token and call again');
    await panel.read('Access token', /payment request: 200/);
    await panel.read('Replaced access token', /403/);
  });

  it('is not offered after a 403 for the role', async () => {
    const { bank, panel } = harness;
    await openTokens(harness);
    bank.control.faults({
      kind: 'status',
      path: ACCOUNTS,
      status: 403,
      body: '{"error":"Forbidden","message":"The role does not open this resource"}',
    });
    await panel.clickIn('Access token', 'Call accounts');
    await panel.read('Access token', /403, refused.*Refreshing does not help/);
    expect(await panel.lacks('button', 'Refresh and call again')).toBe(true);
  });

  it('waits for as long as a 429 says', async () => {
    const { bank, panel } = harness;
    await openTokens(harness);
    bank.control.faults({
      kind: 'status',
      path: ACCOUNTS,
      status: 429,
      headers: { 'retry-after': '3' },
      times: 1,
    });
    await panel.clickIn('Access token', 'Call accounts');
    await panel.read('Access token', /wait until .* left/);
    for (const name of ['Call accounts', 'Call again']) {
      const button = await panel.find('button', name);
      expect(await button.evaluate((node) => (node as HTMLButtonElement).disabled)).toBe(true);
    }
    await panel.read('Access token', /Retry-After(?!.* left)/);
    await panel.clickIn('Access token', 'Call again');
    await panel.read('Access token', /accounts: 200/);
    expect(statusesOf(harness, ACCOUNTS)).toEqual([429, 200]);
  });

  it('happens by itself before the end, once, while its switch is on', async () => {
    const { bank, panel } = harness;
    bank.control.lifetimes({ accessTokenSeconds: 11 });
    await openTokens(harness);
    bank.control.lifetimes({ accessTokenSeconds: 3600 });
    await panel.click('switch', 'Refresh by itself');
    await panel.read('Replaced access token', /Replaced/);
    await panel.read('Access token', /Expires in (59|1)/);
    expect(statusesOf(harness, TOKEN)).toEqual([200, 200]);
  });

  // It waits for real, like the one before it.
  if (IS_WHOLE)
    it('that fails by itself stops, and says so', async () => {
      const { bank, panel } = harness;
      bank.control.lifetimes({ accessTokenSeconds: 11 });
      await openTokens(harness);
      bank.control.faults({ kind: 'status', path: TOKEN, status: 500 });
      await panel.click('switch', 'Refresh by itself');
      await panel.read('Refresh token', /Stopped: the last refresh.*customer must come back/);
      expect(statusesOf(harness, TOKEN)).toEqual([200, 500]);
    });
});
