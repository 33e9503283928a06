import { expect } from 'vitest';
import { logInAtBank } from '../driver/bank-pages.ts';
import { tabAt } from '../driver/bank-tab.ts';
import { BPCE, tokenRequests } from '../driver/bpce-flow.ts';
import type { WalkThrough } from './page-steps.ts';
import { chooseBank, openAndApprove } from './practice-login.ts';

/** `npm start` itself is run whole by `devtools.e2e.ts`; here bank and browser are up. */
const started = async () => undefined;

export const BPCE_FLOW: WalkThrough = {
  page: 'docs/first-flow-bpce.md',
  under: '## Walk-through',
  steps: {
    'Run `npm start`, and wait for the browser: DevTools are open with the panel **OAuth** in front.':
      started,
    "Press **New flow** and choose *Practice Caisse d'Epargne* as **Bank**, *Account information* as **Service**.":
      async (harness) => {
        await chooseBank(harness, BPCE);
        await harness.panel.choose('Service', 'Account information');
      },
    "Read **Authorization URL**: host, `scope` and `client_id` come from the bank's profile, and what looks wrong stands beside them.":
      async ({ panel }) => {
        const url = await panel.read('Authorization URL', /\.bpce\.localhost/);
        expect(url).toMatch(/client_id.*scope|scope.*client_id/);
        await panel.read('Findings');
      },
    'Press **Open in new tab**, log in with `practice` / `practice` and the SMS code `12345678`, then approve.':
      (harness) => openAndApprove(harness, '.bpce.localhost'),
    'Back in the panel the code has landed: under **Redirect** read that `state` is the same as was sent.':
      async ({ panel }) => {
        await panel.find('button', 'Exchange code');
        await panel.openDetail('Redirect');
        await panel.readAll(/State.*the same as was sent/);
      },
    "Press **Exchange code**. The browser asks once for access to the bank's host.": ({ panel }) =>
      panel.click('button', 'Exchange code'),
    'Under **Tokens** the region **Access token** counts down: an hour at this bank.': async ({
      panel,
    }) => {
      await panel.openDetail('Tokens');
      await panel.read('Access token', /Expires in (59|1 h)/);
    },
    'Press **Call accounts** and see the bank answer `200`.': async ({ panel }) => {
      await panel.click('button', 'Call accounts');
      await panel.read('Access token', /accounts.*200/);
    },
    'Press **Refresh**. The token before is shown as **Replaced access token**.': async ({
      panel,
    }) => {
      await panel.click('button', 'Refresh');
      await panel.read('Replaced access token');
    },
    'Under **Findings** stands what to mend, with the source that says so.': async (harness) => {
      await harness.panel.openDetail('Findings');
      await harness.panel.read('Findings');
      expect(tokenRequests(harness).map(({ status }) => status)).toEqual([200, 200]);
    },
  },
};

export const QUICK_START: WalkThrough = {
  page: 'README.md',
  under: '## Quick start',
  steps: {
    'Run `npm start`, and wait for the browser. DevTools are open on a practice app, with the panel **OAuth** in front.':
      started,
    "Press **New flow**, choose *Practice Caisse d'Epargne* as **Bank**, then press **Open in new tab**.":
      async (harness) => {
        await chooseBank(harness, BPCE);
        await harness.panel.click('button', 'Open in new tab');
      },
    'Log in with `practice` / `practice`, SMS code `12345678`, and approve.': async ({
      session,
    }) => {
      await logInAtBank(await tabAt(session, '.bpce.localhost'));
    },
    "Press **Exchange code**. The browser asks once for access to the bank's host.": ({ panel }) =>
      panel.click('button', 'Exchange code'),
    'Under **Tokens** watch the token count down, try it with **Call accounts**, and **Refresh** it.':
      async ({ panel }) => {
        await panel.openDetail('Tokens');
        await panel.read('Access token', /Expires in/);
        await panel.click('button', 'Call accounts');
        await panel.read('Access token', /accounts.*200/);
        await panel.click('button', 'Refresh');
        await panel.read('Replaced access token');
      },
  },
};

export const OPEN_PAYMENTS_TOKEN: WalkThrough = {
  page: 'docs/first-flow-open-payments.md',
  under: '## Walk-through: a token of the client',
  steps: {
    'Run `npm start`, press **New flow** and choose *Open-Payments-like* as **Bank**.': (harness) =>
      chooseBank(harness, 'Practice bank (Open-Payments-like)'),
    'Press **Request token**. Nothing opens: the token comes in one call.': ({ panel }) =>
      panel.click('button', 'Request token'),
    'Under **Tokens** the region **Access token** shows a JWT, decoded, with its scopes.': async ({
      panel,
    }) => {
      await panel.openDetail('Tokens');
      await panel.read('Access token', /RS256.*aspspinformation/);
    },
    'Press **Call bank list** and see the answer `200`.': async ({ panel }) => {
      await panel.click('button', 'Call bank list');
      await panel.read('Access token', /bank list.*200/);
    },
  },
};

export const OPEN_PAYMENTS_CONSENT: WalkThrough = {
  page: 'docs/first-flow-open-payments.md',
  under: "## Walk-through: a customer's accounts",
  steps: {
    'Press **New flow**, choose *Practice Enskilda* as **Bank** and *Authorization code* as **Grant**.':
      async (harness) => {
        await chooseBank(harness, 'Practice Enskilda');
        await harness.panel.choose('Grant', 'Authorization code');
      },
    'Press **Start step by step**: a token, a consent and an authorisation come before the redirect.':
      ({ panel }) => panel.click('button', 'Start step by step'),
    'Press **Run all steps**, and wait until each of them says *done*.': async ({ panel }) => {
      await panel.click('button', 'Run all steps');
      await panel.find('button', 'Open in new tab');
      await panel.read('Steps', /done/);
    },
    'Press **Open in new tab**, log in with `practice` / `practice` and the SMS code `12345678`, then approve.':
      (harness) => openAndApprove(harness, 'openpayments.localhost'),
    'Press **Exchange code**; under **Tokens** the region **Access token** counts down.': async ({
      panel,
    }) => {
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      await panel.read('Access token', /Expires in/);
    },
  },
};
