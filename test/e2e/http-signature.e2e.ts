import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealKey } from '../practice-bank/bpce/request-signature.ts';
import { logInAtBank } from './driver/bank-pages.ts';
import { tabAt } from './driver/bank-tab.ts';
import { BPCE } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { pressIn } from './driver/press.ts';
import { setText } from './driver/set-text.ts';
import { openTokens } from './driver/token-use.ts';

const CERTIFICATE = 'https://tpp.example/practice-seal.pem';

describe.each(['chromium', 'firefox'] as const)(
  'an API request with a signature, in %s',
  (kind) => {
    let harness: Harness;

    beforeAll(async () => {
      harness = await openHarness(kind);
    });
    afterAll(() => harness?.close());
    beforeEach(() => harness.reset());

    it('is signed with a key that was imported, and verified by the bank', async () => {
      const { bank, panel, panelPage, session } = harness;
      bank.control.settings({ demandSignature: true });
      await fillNewFlow(panel, { bank: BPCE, service: 'Account information', port: bank.port });
      await openDetails('Sign API requests');
      await setText(panel, 'Private key', sealKey().privateKey);
      await panel.click('button', 'Import key');
      await panel.fill('Key ID', CERTIFICATE);
      expect(await panel.lacks('combobox', 'Algorithm')).toBe(true);
      await panel.click('button', 'Open in new tab');
      await logInAtBank(await tabAt(session, '.bpce.localhost'));
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      await panel.clickIn('Access token', 'Call accounts');
      await panel.read('Access token', /accounts: 200/);
      expect(bank.control.log().at(-1)).toMatchObject({ signature: 'verified' });
      expect(bank.control.log().at(-1)?.headers.signature).toContain(`keyId="${CERTIFICATE}"`);

      await openDetails('Prepare a request');
      await panel.choose('Request', 'PUT consents');
      await panel.read('Request bench', /signed with your key: https:\/\/tpp\.example/);
      await panel.fill('Path and query', '/stet/psd2/v1.6.2/consents?made=up%20%C3%A9');
      await panel.clickIn('Request bench', 'Send request');
      await panel.read('Access token', /consents: 201/);
      expect(bank.control.log().at(-1)).toMatchObject({ method: 'PUT', signature: 'verified' });
      await panel.openDetail('Exchange');
      // Folded away, under the request.
      await panelPage.waitForFunction(() => document.body.textContent?.includes('rsa-sha256'));
    });

    it('is refused without one where the bank demands it, and told why', async () => {
      const { bank, panel } = harness;
      await openTokens(harness);
      bank.control.settings({ demandSignature: true });
      await panel.clickIn('Access token', 'Call accounts');
      const said = await panel.read('Access token', /accounts: 400/);
      expect(said).toMatch(/wants an HTTP signature over: \(request-target\) x-request-id digest/);
      expect(said).toMatch(/Import the RSA key in the New flow form/);
      await openDetails('Prepare a request');
      await panel.read('Request bench', /It is not signed/);
    });

    async function openDetails(summary: string): Promise<void> {
      await pressIn(harness.panelPage, `::-p-text(${summary})`);
    }
  },
);
