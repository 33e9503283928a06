import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { tabAt } from './driver/bank-tab.ts';
import { tokenRequests } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { press } from './driver/press.ts';

/** Banks that differ in one thing each; all that the tool knows of them is their profile. */
const dialects = [
  { bank: 'token parameters in the query', host: 'query-token', refreshes: true },
  { bank: 'a JSON token request', host: 'json-token', refreshes: true },
  { bank: 'renamed parameters', host: 'renamed', refreshes: true },
  { bank: 'commas between scopes', host: 'comma-scope', refreshes: true },
  { bank: 'answers in the fragment', host: 'fragment', refreshes: true },
] as const;

const ELSEWHERE = '.step-elsewhere > summary';

describe.each(['chromium'] as const)('a bank is its profile, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  it.each(dialects)('runs a flow at a bank with $bank', async ({ bank, host }) => {
    const { panel, session } = harness;
    await fillNewFlow(panel, { bank, port: harness.bank.port });
    await panel.click('button', 'Open in new tab');
    await logInAtBank(await tabAt(session, `${host}.dialects.localhost`));
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in|Lifetime unknown/);
    await panel.click('button', 'Call accounts');
    await panel.read('Access token', /accounts.*200/);
    await panel.click('button', 'Refresh');
    await panel.read('Replaced access token', /Replaced/);
    expect(tokenRequests(harness).map(({ status }) => status)).toEqual([200, 200]);
    await panel.openDetail('Findings');
    expect(await panel.read('Findings')).not.toMatch(/\bError\b/);
  });

  it.each(dialects)('shows the refusal of a bank with $bank', async ({ bank, host }) => {
    const { panel, session } = harness;
    await fillNewFlow(panel, { bank, port: harness.bank.port });
    await panel.click('button', 'Open in new tab');
    const page = await tabAt(session, `${host}.dialects.localhost`);
    await logInAtBank(page, { decision: 'refuse' });
    await panel.readAll(/access_denied/);
    expect(tokenRequests(harness)).toEqual([]);
  });

  it('makes a consent first where the bank wants one, and asks with its id and PKCE', async () => {
    const { panel, bank, session } = harness;
    await fillNewFlow(panel, { bank: 'NextGenPSD2-like', port: bank.port });
    await panel.click('button', 'Start step by step');
    await panel.click('button', 'Run all steps');
    await panel.find('button', 'Open in new tab');
    const consentId = await panel.valueOf('textbox', 'Consent ID');
    expect(consentId).not.toBe('');
    // What a step brought may be changed by hand, and is used as it stands.
    const tokenEndpoint = await panel.valueOf('textbox', 'Token endpoint');
    await panel.fill('Token endpoint', tokenEndpoint);
    await panel.click('button', 'Open in new tab');
    const page = await tabAt(session, 'berlin.localhost');
    const { searchParams } = new URL(page.url());
    expect(searchParams.get('scope') ?? `AIS:${consentId}`).toBe(`AIS:${consentId}`);
    await logInAtBank(page);
    await panel.click('button', 'Exchange code');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    await panel.click('button', 'Call accounts');
    await panel.read('Access token', /accounts.*200/);
    const asked = bank.control.log().find(({ path }) => path === '/authorize');
    expect(Object.fromEntries(asked?.query ?? [])).toMatchObject({
      scope: `AIS:${consentId}`,
      code_challenge_method: 'S256',
    });
  });

  it('goes from client token to consent, authorisation, redirect and activation', async () => {
    const { panel, bank, session } = harness;
    await fillNewFlow(panel, { bank: 'Practice Enskilda', port: bank.port });
    await panel.choose('Grant', 'Authorization code');
    await panel.click('button', 'Start step by step');
    await panel.click('button', 'Run step: Client token');
    await panel.click('button', 'Run step: Create consent');
    await panel.click('button', 'Run step: Start authorisation');
    await panel.click('button', 'Run step: Choose method');
    await panel.click('button', 'Open in new tab');
    await logInAtBank(await tabAt(session, 'openpayments.localhost'));
    await panel.click('button', 'Exchange code');
    await panel.readAll(/Tokens received/);
    const exchange = bank.control
      .log()
      .findLast(({ path, method }) => path === '/connect/token' && method === 'POST');
    expect(exchange?.status).toBe(200);
    const consents = bank.control.log().filter(({ path }) => path.includes('/consents'));
    expect(consents.map(({ method, status }) => [method, status])).toEqual([
      ['POST', 201],
      ['POST', 201],
      ['PUT', 200],
    ]);
  });

  it('takes the answer of a step that was run elsewhere', async () => {
    const { panel, bank } = harness;
    await fillNewFlow(panel, { bank: 'NextGenPSD2-like', port: bank.port });
    await panel.click('button', 'Start step by step');
    const elsewhere = await poll(
      // The form has a region of that name too, which goes.
      async () => (await (await panel.lookFor('region', 'Steps'))?.$(ELSEWHERE)) ?? undefined,
      { awaited: 'the step to run elsewhere' },
    );
    await press(elsewhere);
    await panel.readAll(/curl/);
    await panel.fill('Status', '201');
    await panel.fill('Answer', '{"consentId":"from-elsewhere","_links":{}}');
    await panel.click('button', 'Use answer');
    await panel.readAll(/done/);
    // What the answer brings is recorded after the answer.
    await poll(
      async () => (await panel.valueOf('textbox', 'Consent ID')) === 'from-elsewhere' || undefined,
      { awaited: 'the id from the answer' },
    );
    expect(bank.control.log().filter(({ path }) => path.includes('consents'))).toEqual([]);
  });
});
