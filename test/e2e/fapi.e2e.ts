import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../practice-bank/control/fault.ts';
import { tabAt } from './driver/bank-tab.ts';
import {
  approveAtBank,
  FAPI_BANKS,
  type FapiBank,
  fillFapiFlow,
  generateKey,
  requestLines,
} from './driver/fapi-flow.ts';
import { unfoldEverything } from './driver/folds.ts';
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
      expect(await goToTheEnd('fapi2')).toMatch(/account_information.*read_balances/);
      expect(requestLines(harness)).toEqual([
        'POST /request 400',
        'POST /request 201',
        'GET /auth 303',
        'POST /token 200',
        'GET /jwks 200',
        'GET /accounts 401',
        'GET /accounts 200',
        'POST /token 200',
      ]);
      const [, push, opened] = bank.control.log();
      expect(opened?.query.map(([name]) => name).toSorted()).toEqual(['client_id', 'request_uri']);
      const pushed = Object.fromEntries(push?.body ?? []);
      expect(JSON.parse(pushed.authorization_details ?? '')).toMatchObject([
        { type: 'account_information', actions: expect.arrayContaining(['read_balances']) },
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

    it('take a key that the browser made, once it is registered', async () => {
      const { panel, bank } = harness;
      await fillFapiFlow(harness, 'fapi2');
      const jwks = await generateKey(harness);
      expect(jwks.keys).toEqual([
        expect.objectContaining({ kty: 'EC', kid: expect.stringMatching(/^[\w-]{43}$/) }),
      ]);
      expect(jwks.keys[0]).not.toHaveProperty('d');
      await panel.click('button', 'Open in new tab');
      await panel.readAll(/refused the pushed request: invalid_client/);
      bank.control.clientKeys(jwks);
      await panel.click('button', 'Push again');
      await panel.read('Pushed request', /Waits to be opened/);
      await goToTheEnd('fapi2');
    });

    // Firefox takes twice as long, and what follows is the same there.
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

    it('are pushed to where the person wants it, and the bank takes it', async () => {
      const { panel, panelPage } = harness;
      await fillFapiFlow(harness, 'fapi1');
      await unfoldEverything(panelPage);
      await panel.click('checkbox', 'Push the request (PAR)');
      await panel.find('region', 'Pushed request');
      await panel.click('checkbox', 'Push the request (PAR)');
      await panel.click('button', 'Cancel');
    });

    it('are asked once more with each nonce that they want anew', async () => {
      const { panel, bank } = harness;
      await fillFapiFlow(harness, 'fapi2');
      await approveAtBank(harness, 'fapi2');
      bank.control.clock({ advanceSeconds: 1 });
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      await panel.click('button', 'Call Accounts');
      await panel.read('Access token', /Accounts.*200/);
      bank.control.clock({ advanceSeconds: 1 });
      await panel.click('button', 'Refresh');
      await panel.read('Replaced access token', /Replaced/);
      await panel.click('button', 'Call Accounts');
      await panel.read('Access token', /Accounts.*200/);
      expect(linesAfterOpening()).toEqual([
        'POST /token 400',
        'POST /token 200',
        'GET /accounts 401',
        'GET /accounts 200',
        'POST /token 400',
        'POST /token 200',
        'GET /accounts 401',
        'GET /accounts 200',
      ]);
    });

    it('give a new reference for one whose time was over', async () => {
      const { panel, bank, session } = harness;
      await fillFapiFlow(harness, 'fapi2');
      await panel.click('button', 'Open in new tab');
      await (await tabAt(session, '/interaction/')).close();
      bank.control.lifetimes({ requestUriSeconds: 1 });
      await panel.click('button', 'Push again');
      await panel.read('Pushed request', /Ended unopened/);
      await panel.readAll(/AQ23/);
      expect(await panel.lacks('button', 'Open in new tab')).toBe(true);
      bank.control.lifetimes({ requestUriSeconds: 60 });
      await panel.click('button', 'Push again');
      await panel.read('Pushed request', /Waits to be opened/);
      await approveAtBank(harness, 'fapi2');
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      await panel.read('Access token', /Expires in/);
      const lines = requestLines(harness);
      expect(lines.filter((line) => line === 'POST /request 201')).toHaveLength(3);
      expect(lines.filter((line) => line.startsWith('GET /auth'))).toHaveLength(2);
      expect(linesAfterOpening()).toEqual(['POST /token 200']);
    });

    it('refuse a reference that was used, which is told', async () => {
      const { panel, bank, session } = harness;
      // Its answer never gets to the client: a flow that has one waits for nothing.
      bank.control.faults({ ...AT_ANSWER, kind: 'shown' });
      await fillFapiFlow(harness, 'fapi2');
      await approveAtBank(harness, 'fapi2');
      const tab = await tabAt(session, FAPI_BANKS.fapi2.address);
      await tab.waitForSelector('#address');
      const opened = bank.control.log().find(({ path }) => path === '/auth');
      const query = new URLSearchParams(opened?.query);
      await tab.goto(`${bank.tls?.origin('fapi2.localhost')}/auth?${query}`);
      await panel.readAll(/AQ23.*opened 1 time/);
      expect(linesAfterOpening()).toEqual(['GET /auth 400']);
      await panel.find('button', 'Push again');
    });

    describe('break', () => {
      it.each<[string, Fault, RegExp]>([
        [
          'another issuer',
          response({ claims: { iss: 'https://other.example' } }),
          /iss is https:\/\/other/,
        ],
        ['an end that is past', response({ claims: { exp: 1_700_000_000 } }), /exp is/],
        ['no signature', response({ header: { alg: 'none' } }), /alg is none/],
        [
          'another audience',
          response({ claims: { aud: 'practice-other-client' } }),
          /aud is practice-other/,
        ],
        [
          'a wrong signature',
          response({ claims: { code: 'practice-other-code' } }, 'old'),
          /by none of the keys/,
        ],
        ['no JWT', { ...AT_ANSWER, kind: 'plain-response' }, /came in plain parameters/],
      ])('by an answer with %s: nothing is exchanged', async (_what, fault, said) => {
        const { panel } = harness;
        harness.bank.control.faults(fault);
        await fillFapiFlow(harness, 'fapi1');
        await panel.click('button', 'Start step by step');
        await panel.click('button', 'Run all steps');
        await approveAtBank(harness, 'fapi1');
        await expectRefusedAnswer('fapi1', /AP22/);
        await panel.read('Findings', said);
      });

      it('by an answer without its issuer: nothing is exchanged', async () => {
        harness.bank.control.faults({ ...AT_ANSWER, kind: 'set-query', query: { iss: null } });
        await fillFapiFlow(harness, 'fapi2');
        await approveAtBank(harness, 'fapi2');
        await expectRefusedAnswer('fapi2', /AP10/);
      });

      it('by an answer of another bank: nothing is exchanged', async () => {
        const { bank } = harness;
        const iss = bank.tls?.origin('fapi1.localhost') ?? '';
        bank.control.faults({ ...AT_ANSWER, kind: 'set-query', query: { iss } });
        await fillFapiFlow(harness, 'fapi2');
        await approveAtBank(harness, 'fapi2');
        await expectRefusedAnswer('fapi2', /AP09/);
      });

      it.each<[string, Fault, RegExp]>([
        ['that somebody changed', idToken('set-token', { sub: 'practice-other' }), /JW12/],
        ['for another request', idToken('sign-token', { nonce: 'practice-other' }), /ID01.*nonce/],
      ])(
        'by an ID token %s: the API is not called before a person insists',
        async (_what, fault, rule) => {
          const { bank } = harness;
          bank.control.faults(fault);
          await fillFapiFlow(harness, 'fapi2');
          await approveAtBank(harness, 'fapi2');
          await expectApiAsksFirst(rule);
        },
      );

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
        const { bank } = harness;
        bank.control.faults({
          path: '/token',
          kind: 'set-json',
          json: { token_type: 'Bearer' },
        });
        await fillFapiFlow(harness, 'fapi2');
        await approveAtBank(harness, 'fapi2');
        await expectApiAsksFirst(/TR20/);
        await harness.panel.openDetail('Tokens');
        await harness.panel.click('button', 'Send anyway');
        await expect
          .poll(() => requestLines(harness).filter((line) => line.includes('/accounts')))
          .toHaveLength(1);
      });
    });

    /** The list tells of earlier flows too. */
    async function expectRefusedAnswer(name: FapiBank, rule: RegExp) {
      const { panel } = harness;
      await panel.read(FAPI_BANKS[name].bank, /Redirect refused/);
      await panel.openDetail('Findings');
      await panel.read('Findings', rule);
      expect(await panel.lacks('button', 'Exchange code')).toBe(true);
      expect(linesAfterOpening()).toEqual([]);
    }

    async function expectApiAsksFirst(rule: RegExp) {
      const { panel } = harness;
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      await panel.click('button', 'Call Accounts');
      await panel.find('button', 'Send anyway');
      expect(requestLines(harness).filter((line) => line.includes('/accounts'))).toEqual([]);
      await panel.openDetail('Findings');
      await panel.read('Findings', rule);
    }

    /** What reached the bank since its page was opened, but for its keys: they are kept from flow to flow. */
    function linesAfterOpening(): string[] {
      const lines = requestLines(harness);
      return lines
        .slice(lines.lastIndexOf('GET /auth 303') + 1)
        .filter((line) => line !== 'GET /jwks 200');
    }

    /** Log in, exchange, one API call, refresh; gives what the bank's page asked for. */
    async function goToTheEnd(name: FapiBank): Promise<string> {
      const { panel } = harness;
      const asked = await approveAtBank(harness, name);
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      await panel.read('Access token', /Expires in/);
      await panel.click('button', 'Call Accounts');
      await panel.read('Access token', /Accounts.*200/);
      await panel.click('button', 'Refresh');
      await panel.read('Replaced access token', /Replaced/);
      return asked;
    }
  },
);

function response(
  change: { header?: Record<string, string>; claims?: Record<string, string | number> },
  signature: 'fitting' | 'old' = 'fitting',
): Fault {
  return { ...AT_ANSWER, kind: 'set-response', signature, ...change };
}

function idToken(kind: 'set-token' | 'sign-token', claims: Record<string, string>): Fault {
  return { path: '/token', kind, member: 'id_token', claims };
}
