import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openIdBasicClient, openIdKeyClient } from '../practice-bank/clients.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { tabAt } from './driver/bank-tab.ts';
import { tokenRequests } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { setText } from './driver/set-text.ts';

const BANK = 'client authentication';
const FIRST_WORDS = 'Secret in the header (client_secret_basic)';

describe.each(['chromium', 'firefox'] as const)('client authentication, in %s', (kind) => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness(kind);
  });
  afterAll(() => harness?.close());
  beforeEach(() => harness.reset());

  it('signs with a key that is imported once and cannot be read back', async () => {
    const { panel } = harness;
    await openForm();
    await panel.choose('Client authentication', 'private_key_jwt');
    await importKey(openIdKeyClient.privateKey, openIdKeyClient.kid);
    expect(await panel.valueOf('combobox', 'Algorithm')).toBe('ES256');
    expect(await panel.read('Signing key')).not.toContain('PRIVATE');
    await goThroughBank();
    await panel.find('button', 'Exchange code');
    await panel.openDetail('Redirect');
    await panel.readAll(/Issuer \(iss\): the bank that was asked/);
    await panel.click('button', 'Exchange code');
    await readTokens();
    expect(tokenRequests(harness)).toMatchObject([{ status: 200 }]);
    await panel.openDetail('Exchange');
    const said = await panel.read('client assertion', /exp/);
    expect(said).toMatch(/ES256.*practice-key.*aud http:\/\/oidc\.localhost:\d+ .*jti/);
    const [sent] = tokenRequests(harness);
    const assertion = sent?.parameters.client_assertion ?? '';
    expect(await panel.text()).not.toContain(assertion.split('.')[2]);
    await panel.openDetail('Tokens');
    await panel.click('button', 'Refresh');
    await panel.read('Replaced access token', /Replaced/);
    expect(tokenRequests(harness).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('is refused with a key that the bank does not know', async () => {
    const { panel } = harness;
    await openForm();
    await panel.click('button', 'Forget key');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await importKey(String(privateKey.export({ type: 'sec1', format: 'pem' })), 'practice-key');
    await goThroughBank();
    await panel.click('button', 'Exchange code');
    await expectRefused();
  });

  it('says what is wrong with a text that is no private key', async () => {
    const { panel } = harness;
    await openForm();
    await panel.choose('Client authentication', 'private_key_jwt');
    // The form remembers the key of the flow before.
    const key = await panel.read('Signing key');
    if (key.includes('Forget key')) await panel.click('button', 'Forget key');
    await panel.fill('Private key', '{"kty":"oct","k":"AAAA"}');
    await panel.click('button', 'Import key');
    await panel.readAll(/This is no private key/);
    expect(await panel.valueOf('textbox', 'Private key')).toBe('');
  });

  // oidc-provider takes no such secrets, as the grammar of the RFC has none; others do.
  it.each([
    ['form-encoded', FIRST_WORDS, 'practice%3Aclient%2B50%25+off:p%C3%A2t%C3%A9%3A100%25+%2B'],
    ['as it is', 'not encoded first', 'practice:client+50% off:pâté:100% +'],
  ])('sends a secret beyond ASCII as UTF-8, %s', async (_how, method, sent) => {
    const { panel, bank } = harness;
    await openForm();
    await panel.choose('Client authentication', method);
    await fillBasicClient('pâté:100% +');
    await goThroughBank();
    await expectUnreadable();
    const header = bank.control.log().find(({ path }) => path === '/token')?.headers.authorization;
    expect(Buffer.from(header?.replace('Basic ', '') ?? '', 'base64').toString()).toBe(sent);
  });

  // What the bank or the core decides is the same in every browser, and Firefox takes three times as long.
  if (kind === 'chromium') {
    it('encodes id and secret before they go into the header', async () => {
      const { panel } = harness;
      await openForm();
      await panel.choose('Client authentication', FIRST_WORDS);
      await fillBasicClient();
      await goThroughBank();
      await panel.click('button', 'Exchange code');
      await readTokens();
      expect(tokenRequests(harness)).toMatchObject([{ status: 200 }]);
    });

    it('is refused by this bank when they are left as they are', async () => {
      const { panel } = harness;
      await openForm();
      await panel.choose('Client authentication', 'not encoded first');
      await fillBasicClient();
      await goThroughBank();
      await expectUnreadable();
    });

    it.each([
      ['of another bank', 'http://elsewhere.localhost', 'AP09'],
      ['that is missing', null, 'AP10'],
    ])('refuses a redirect with an issuer %s', async (_what, iss, rule) => {
      const { panel, bank } = harness;
      await openForm();
      await panel.choose('Client authentication', FIRST_WORDS);
      await fillBasicClient();
      bank.control.faults({ path: '/auth', kind: 'set-query', query: { iss } });
      await goThroughBank();
      await panel.readAll(/refused/i);
      await panel.openDetail('Findings');
      await panel.read('Findings', new RegExp(rule));
      expect(tokenRequests(harness)).toEqual([]);
      expect(await panel.lacks('button', 'Exchange code')).toBe(true);
    });
  }

  async function openForm() {
    await fillNewFlow(harness.panel, { bank: BANK, port: harness.bank.port });
  }

  async function importKey(pem: string, kid: string) {
    const { panel } = harness;
    await setText(panel, 'Private key', pem);
    await panel.click('button', 'Import key');
    await panel.fill('Key ID', kid);
  }

  async function fillBasicClient(secret: string = openIdBasicClient.client_secret) {
    const { panel } = harness;
    await panel.fill('Client ID', openIdBasicClient.client_id);
    await panel.click('button', 'Show client secret');
    await panel.fill('Client secret', secret);
  }

  async function goThroughBank() {
    const { panel, session } = harness;
    await panel.click('button', 'Open in new tab');
    await logInAtBank(await tabAt(session, 'oidc.localhost'), { sms: false });
  }

  /** The list of flows says "Tokens received" of earlier ones too. */
  async function readTokens() {
    const { panel } = harness;
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
  }

  /** Some mistakes are seen before they are made. */
  async function exchangeAndInsist() {
    const { panel } = harness;
    await panel.click('button', 'Exchange code');
    const seen = await panel.readAll(/Send anyway|4\d\d, refused/);
    if (seen.includes('Send anyway')) await panel.click('button', 'Send anyway');
  }

  /** RFC 6749 §2.3.1 lets a bank decode id and secret, and this one cannot. */
  async function expectUnreadable() {
    const { panel } = harness;
    await exchangeAndInsist();
    await panel.openDetail('Findings');
    await panel.read('Findings', /TE01.*not properly encoded/);
    expect(tokenRequests(harness).map(({ status }) => status)).toEqual([400]);
  }

  async function expectRefused() {
    const { panel } = harness;
    await panel.readAll(/invalid_client/);
    await panel.openDetail('Findings');
    await panel.read('Findings', /invalid_client/);
    expect(tokenRequests(harness).map(({ status }) => status)).toEqual([401]);
  }
});
