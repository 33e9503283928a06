import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BROWSERS } from '../extent.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { arrival } from './driver/bank-tab.ts';
import { BPCE, openBpceFlow, tokenRequests } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { spendCode } from './driver/spend-code.ts';

const AUTHORIZE = '/stet/psd2/oauth/authorize';
const TOKEN = '/stet/psd2/oauth/token';

describe.each(BROWSERS)('what goes wrong, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  it('refuses another state, keeps the flow in the list and sends nothing', async () => {
    const { bank, panel } = harness;
    bank.control.faults({ kind: 'wrong-state', path: AUTHORIZE });
    await logInAtBank(await openBpceFlow(harness));
    await panel.readAll(/does not fit its request/);
    await panel.openDetail('Findings');
    await panel.read('Findings', /AP03/);
    expect(await panel.lacks('button', 'Exchange code')).toBe(true);
    await panel.find('row', `${BPCE}, Account information, Practice, Redirect refused`);
    expect(tokenRequests(harness)).toEqual([]);
  });

  it('says that the customer refused', async () => {
    const { panel } = harness;
    await logInAtBank(await openBpceFlow(harness), { decision: 'refuse' });
    await panel.readAll(/refused the authorization: access_denied/);
    await panel.openDetail('Findings');
    await panel.read('Findings', /AP16/);
    await panel.find('row', `${BPCE}, Account information, Practice, Refused by bank`);
    expect(tokenRequests(harness)).toEqual([]);
  });

  it.each([
    ['an unregistered redirect URI', { redirectUri: 'http://app.localhost:1234/other' }],
    ['an unknown client', { clientId: 'PSDFR-ACPR-99999' }],
  ])('says on which page %s got stuck, and offers what to do', async (_what, change) => {
    const { panel } = harness;
    await openBpceFlow(harness, change);
    await panel.readAll(/answered with HTTP 400/);
    for (const name of ['Paste redirect', 'Try again', 'Abandon']) await panel.find('button', name);
    expect(tokenRequests(harness)).toEqual([]);
    await panel.click('button', 'Abandon');
    await panel.find('row', `${BPCE}, Account information, Practice, Abandoned`);
  });

  it('explains a code that was used before, and never sends it again', async () => {
    const { panel, bank } = harness;
    const page = await openBpceFlow(harness);
    await logInAtBank(page);
    const landed = await arrival(page, '/callback?');
    await spendCode(bank, new URL(landed).searchParams.get('code') ?? '');
    await panel.click('button', 'Exchange code');
    await panel.readAll(/refused the token request: invalid_grant/);
    await panel.openDetail('Findings');
    await panel.read('Findings', /TE01.*used before/i);
    expect(await panel.lacks('button', 'Exchange code')).toBe(true);
    expect(tokenRequests(harness)).toHaveLength(2);
  });

  it('explains a client that the token endpoint does not know', async () => {
    const { panel, bank } = harness;
    await fillNewFlow(panel, { bank: BPCE, service: 'Payment initiation', port: bank.port });
    await panel.fill('Client ID', 'PSDFR-ACPR-99999');
    await panel.click('button', 'Request token');
    await panel.readAll(/refused the token request: invalid_client/);
    await panel.find('row', `${BPCE}, Payment initiation, Practice, Refused by bank`);
  });

  it('says that a bank which is down was never reached', async () => {
    const { panel } = harness;
    await fillNewFlow(panel, { bank: BPCE, service: 'Payment initiation', port: 2 });
    await panel.click('button', 'Request token');
    await panel.readAll(/did not reach/);
    await panel.openDetail('Exchange');
    await panel.readAll(/refused the connection/i);
    await panel.readAll(/cannot have seen this request/);
  });

  it('says that the outcome is unknown when the bank hangs up, and does not send again', async () => {
    const { panel, bank } = harness;
    await logInAtBank(await openBpceFlow(harness));
    await panel.find('button', 'Exchange code');
    bank.control.faults({ kind: 'down', path: TOKEN });
    await panel.click('button', 'Exchange code');
    await panel.readAll(/its answer is unknown/);
    expect(await panel.lacks('button', 'Exchange code')).toBe(true);
    expect(tokenRequests(harness)).toHaveLength(1);
  });

  it('does not follow a redirect of the token endpoint', async () => {
    const { panel, bank } = harness;
    await logInAtBank(await openBpceFlow(harness));
    await panel.find('button', 'Exchange code');
    const location = `${bank.urls.openPayments}/connect/token`;
    bank.control.faults({ kind: 'redirect', path: TOKEN, location, status: 307 });
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Findings');
    await panel.read('Findings', /TR01/);
    expect(tokenRequests(harness)).toHaveLength(1);
  });

  it('can be cancelled while the bank takes its time', async () => {
    const { panel, bank } = harness;
    await logInAtBank(await openBpceFlow(harness));
    await panel.find('button', 'Exchange code');
    bank.control.faults({ kind: 'slow', path: TOKEN, ms: 30_000 });
    await panel.click('button', 'Exchange code');
    await panel.click('button', 'Cancel');
    await panel.readAll(/You cancelled|its answer is unknown/);
  });
});
