import type { Page } from 'puppeteer-core';
import type { PracticeBank } from '../../practice-bank/practice-bank.ts';
import { logInAtBank } from '../driver/bank-pages.ts';
import { fillNewFlow } from '../driver/new-flow.ts';
import type { PanelDriver } from '../driver/panel-driver.ts';

/** What the walk stands on: a practice bank, the panel, and the tab that it inspects. */
export interface WalkParts {
  bank: PracticeBank;
  panel: PanelDriver;
  inspected: Page;
}

/** One thing to be shown. `run` says what was seen, or throws. */
export interface WalkStep {
  id: string;
  title: string;
  run(parts: WalkParts): Promise<string>;
}

const BPCE = "Practice Caisse d'Epargne";
const AN_HOUR_AND_MORE = 3_700;

/** The whole main job, through the panel, in the order in which a person would do it. */
export const MAIN_JOB: readonly WalkStep[] = [
  {
    id: 'authorize-url-built',
    title: 'Authorize URL built',
    async run({ bank, panel }) {
      await fillNewFlow(panel, { bank: BPCE, service: 'Account information', port: bank.port });
      return panel.read('Authorization URL', /\/stet\/psd2\/oauth\/authorize.*response_type.*code/);
    },
  },
  {
    id: 'bank-login',
    title: 'Login, SMS code and consent done',
    async run({ panel, inspected }) {
      await panel.click('button', 'Open in inspected tab');
      await logInAtBank(inspected);
      return 'approved at the bank';
    },
  },
  {
    id: 'code-captured',
    title: 'Code captured',
    async run({ panel }) {
      await panel.find('button', 'Exchange code');
      await panel.openDetail('Redirect');
      return panel.read('Authorization code', /age|old|ago/i);
    },
  },
  {
    id: 'state-verified',
    title: 'State verified',
    run: ({ panel }) => panel.readAll(/State: the same as was sent/).then(() => 'equal'),
  },
  {
    id: 'code-exchanged',
    title: 'Code exchanged without scope',
    async run({ bank, panel }) {
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      await panel.read('Access token');
      const [exchange] = tokenCalls(bank, 'authorization_code');
      if (!exchange) throw new Error('the bank saw no exchange');
      if ('scope' in exchange.body) throw new Error('scope was sent with the code');
      return `sent ${Object.keys(exchange.body).join(', ')}`;
    },
  },
  {
    id: 'access-token-timed',
    title: 'Access token timed',
    run: ({ panel }) => panel.read('Access token', /Expires in (59 min|1 h)/),
  },
  {
    id: 'account-call',
    title: 'Account call answered 200',
    async run({ panel }) {
      await panel.click('button', 'Call accounts');
      return panel.read('Access token', /accounts.*200/);
    },
  },
  {
    id: 'refreshed',
    title: 'Refreshed',
    async run({ panel }) {
      await panel.click('button', 'Refresh');
      return panel.readAll(/Replaced/);
    },
  },
  {
    id: 'old-token-refused',
    title: 'Old access token refused with 401 invalid_token and explained',
    async run({ panel }) {
      const replaced = await panel.find('region', 'Replaced access token');
      const call = await replaced.$('::-p-aria([name="Call accounts"][role="button"])');
      if (!call) throw new Error('no call offered on the replaced token');
      await call.click();
      await panel.read('Replaced access token', /401/);
      await panel.openDetail('Findings');
      return panel.read('Findings', /PS07.*expired/i);
    },
  },
  {
    id: 'pisp-token',
    title: 'PISP client_credentials token',
    async run({ bank, panel }) {
      await fillNewFlow(panel, { bank: BPCE, service: 'Payment initiation', port: bank.port });
      await panel.click('button', 'Request token');
      await panel.openDetail('Tokens');
      const seen = await panel.read('Access token', /Expires in/);
      const [call] = tokenCalls(bank, 'client_credentials');
      if (call?.body.scope !== 'pisp') throw new Error('the scope was not pisp');
      return seen;
    },
  },
  {
    id: 'pisp-expired',
    title: 'Expired PISP call refused with 403 and explained',
    async run({ bank, panel }) {
      bank.control.clock({ advanceSeconds: AN_HOUR_AND_MORE });
      await panel.click('button', 'Call payment request');
      await panel.read('Access token', /payment request.*403/);
      await panel.openDetail('Findings');
      return panel.read('Findings', /PS07.*expired/i);
    },
  },
  {
    id: 'open-payments-token',
    title: 'Open Payments token decoded',
    async run({ bank, panel }) {
      await fillNewFlow(panel, { bank: 'Open-Payments-like', port: bank.port });
      await panel.click('button', 'Request token');
      await panel.openDetail('Tokens');
      return panel.read('Access token', /RS256.*aspspinformation/);
    },
  },
  {
    id: 'oidc-code-flow',
    title: 'Code flow at oidc-provider with PKCE and iss checked',
    async run({ bank, panel, inspected }) {
      await fillNewFlow(panel, { bank: 'Practice bank (OpenID)', port: bank.port });
      await panel.read('Authorization URL', /code_challenge_method.*S256/);
      await panel.click('button', 'Open in inspected tab');
      await logInAtBank(inspected, { sms: false });
      await panel.find('button', 'Exchange code');
      await panel.openDetail('Redirect');
      await panel.readAll(/Issuer \(iss\): the bank that was asked/);
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      const seen = await panel.read('Access token', /RS256/);
      const [exchange] = tokenCalls(bank, 'authorization_code').toReversed();
      if (!exchange?.body.code_verifier) throw new Error('no code_verifier was sent');
      return seen;
    },
  },
];

/** The token requests that the bank saw, oldest first, by grant. */
function tokenCalls(bank: PracticeBank, grant: string) {
  return bank.control
    .log()
    .filter(({ path }) => path.endsWith('/token'))
    .map((entry) => ({ ...entry, body: Object.fromEntries<string | undefined>(entry.body) }))
    .filter(({ body }) => body.grant_type === grant);
}
