import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../practice-bank/control/fault.ts';
import {
  approveAtBank,
  FAPI_BANKS,
  type FapiBank,
  fillFapiFlow,
  requestLines,
} from './driver/fapi-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';

const options = {
  tls: true,
  clientCertificate: { name: 'fitting', choice: 'automatic' },
} as const;

/** Where a fault finds the answer of a redirect. */
const AT_ANSWER = { path: '/auth' } as const;

describe.each(['chromium', 'firefox'] as const)(
  'FAPI banks, from their profiles, in %s',
  (kind) => {
    let harness: Harness;

    beforeAll(async () => {
      harness = await openHarness(kind, options);
    });
    afterAll(() => harness?.close());
    beforeEach(() => harness.reset());

    it('push a request with its details, and prove a key with each call', async () => {
      const { panel, bank } = harness;
      await fillFapiFlow(harness, 'fapi2');
      await panel.click('button', 'Add Account information');
      await goToTheEnd('fapi2');
      expect(requestLines(harness)).toEqual([
        'POST /request 201',
        'GET /auth 303',
        'POST /token 400',
        'POST /token 200',
        'GET /jwks 200',
        'GET /accounts 401',
        'GET /accounts 200',
        'POST /token 200',
      ]);
      const [push, opened] = bank.control.log();
      expect(opened?.query.map(([name]) => name).toSorted()).toEqual(['client_id', 'request_uri']);
      const pushed = Object.fromEntries(push?.body ?? []);
      expect(JSON.parse(pushed.authorization_details ?? '')).toMatchObject([
        { type: 'account_information', actions: expect.arrayContaining(['read_balances']) },
      ]);
    });

    // Firefox takes three times as long, and what follows is the same there.
    if (kind === 'firefox') return;

    it('know the client by its certificate', async () => {
      await fillFapiFlow(harness, 'fapi2Mtls');
      await goToTheEnd('fapi2Mtls');
      expect(requestLines(harness)).toEqual([
        'POST /request 201',
        'GET /auth 303',
        'POST /token 200',
        'GET /jwks 200',
        'GET /accounts 200',
        'POST /token 200',
      ]);
    });

    it('answer with a JWT to a signed request for a consent', async () => {
      const { panel } = harness;
      await fillFapiFlow(harness, 'fapi1');
      await panel.click('button', 'Start step by step');
      await panel.click('button', 'Run all steps');
      await goToTheEnd('fapi1');
      expect(requestLines(harness)).toEqual([
        'POST /token 200',
        'POST /account-access-consents 201',
        'GET /auth 303',
        'GET /jwks 200',
        'POST /token 200',
        'GET /accounts 200',
        'POST /token 200',
      ]);
    });

    describe('break', () => {
      it.each<[string, Fault]>([
        ['another audience', response({ claims: { aud: 'practice-other-client' } })],
        ['a wrong signature', response({ claims: { code: 'practice-other-code' } }, 'old')],
        ['no JWT', { ...AT_ANSWER, kind: 'plain-response' }],
      ])('by an answer with %s: nothing is exchanged', async (_what, fault) => {
        const { panel } = harness;
        harness.bank.control.faults(fault);
        await fillFapiFlow(harness, 'fapi1');
        await panel.click('button', 'Start step by step');
        await panel.click('button', 'Run all steps');
        await approveAtBank(harness, 'fapi1');
        await expectRefusedAnswer('fapi1', /AP22/);
      });

      it('by an answer without its issuer: nothing is exchanged', async () => {
        harness.bank.control.faults({ ...AT_ANSWER, kind: 'set-query', query: { iss: null } });
        await fillFapiFlow(harness, 'fapi2');
        await approveAtBank(harness, 'fapi2');
        await expectRefusedAnswer('fapi2', /AP10/);
      });

      it('by a refused push: nothing is opened', async () => {
        const { panel, bank } = harness;
        const body = '{"error":"invalid_request","error_description":"practice refusal"}';
        bank.control.faults({ path: '/request', kind: 'status', status: 400, body });
        await fillFapiFlow(harness, 'fapi2');
        await panel.click('button', 'Open in new tab');
        await panel.readAll(/practice refusal/);
        expect(requestLines(harness)).toEqual(['POST /request 400']);
      });

      it('by a token that is tied to nothing: the API is not called before a person insists', async () => {
        const { panel, bank } = harness;
        harness.bank.control.faults({
          path: '/token',
          kind: 'set-json',
          json: { token_type: 'Bearer' },
        });
        await fillFapiFlow(harness, 'fapi2');
        await approveAtBank(harness, 'fapi2');
        await panel.click('button', 'Exchange code');
        await panel.openDetail('Tokens');
        await panel.click('button', 'Call Accounts');
        await panel.find('button', 'Send anyway');
        expect(bank.control.log().filter(({ path }) => path === '/accounts')).toEqual([]);
        await panel.openDetail('Findings');
        await panel.read('Findings', /TR20/);
      });
    });

    /** The list tells of earlier flows too. */
    async function expectRefusedAnswer(name: FapiBank, rule: RegExp) {
      const { panel } = harness;
      await panel.read(FAPI_BANKS[name].bank, /Redirect refused/);
      await panel.openDetail('Findings');
      await panel.read('Findings', rule);
      expect(await panel.lacks('button', 'Exchange code')).toBe(true);
      const lines = requestLines(harness);
      const after = lines.slice(lines.indexOf('GET /auth 303') + 1);
      expect(after.filter((line) => line !== 'GET /jwks 200')).toEqual([]);
    }

    /** Log in, exchange, one API call, refresh. */
    async function goToTheEnd(name: FapiBank) {
      const { panel } = harness;
      await approveAtBank(harness, name);
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      await panel.read('Access token', /Expires in/);
      await panel.click('button', 'Call Accounts');
      await panel.read('Access token', /Accounts.*200/);
      await panel.click('button', 'Refresh');
      await panel.read('Replaced access token', /Replaced/);
    }
  },
);

function response(
  change: { claims: Record<string, string> },
  signature: 'fitting' | 'old' = 'fitting',
): Fault {
  return { ...AT_ANSWER, kind: 'set-response', signature, ...change };
}
