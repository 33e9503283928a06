import type { Page } from 'puppeteer-core';
import { openBankAndBrowser } from '../e2e/driver/harness.ts';
import { flowWithCode } from '../e2e/driver/kept-flow.ts';
import { PanelDriver } from '../e2e/driver/panel-driver.ts';
import type { PracticeBank } from '../practice-bank/practice-bank.ts';
import {
  appRedirectUri,
  authorizationUrl,
  clientId,
  obtainCode,
} from '../unit/practice-bank/bpce-user.ts';
import { metricOf, type Round } from './metric.ts';
import type { Section } from './section.ts';
import { takeTurns } from './turns.ts';

const TOKEN = '/stet/psd2/oauth/token';

/** Milliseconds that the practice bank takes to answer: about what a sandbox takes over a network. */
const BANK_MS = 150;

export const clickSection: Section = {
  ids: ['P11', 'P11-loopback'],
  where: ['chromium', 'firefox'],
  async measure({ kind, rounds }) {
    const { bank, session, close } = await openBankAndBrowser(kind);
    try {
      const page = await session.openPanelTab();
      const setting = { bank, page, panel: new PanelDriver(page) };
      const slow = await clickToTokens(setting, rounds, BANK_MS);
      const quick = await clickToTokens(setting, rounds, 0);
      const name = 'click to tokens shown, beside a bare fetch and JSON parse';
      const held = { id: 'P11', name: `${name}; the bank takes ${BANK_MS} ms` };
      const told = { id: 'P11-loopback', name: `${name}; the bank takes no time` };
      return [
        metricOf({ ...held, must: 1.25, goal: 1.05 }, slow),
        metricOf({ ...told, must: null, goal: null }, quick),
      ];
    } finally {
      await close();
    }
  },
};

/** What is measured, and with what. */
interface Setting {
  bank: PracticeBank;
  page: Page;
  panel: PanelDriver;
}

/**
 * From the click on "Exchange code" to the access token drawn in the panel, beside a bare `fetch` and JSON
 * parse in the same page, each with a fresh code. They take turns in going first.
 *
 * @param rounds how many count; two more go before them
 * @param bankMs how long the bank takes to answer either of them
 */
async function clickToTokens(setting: Setting, rounds: number, bankMs: number): Promise<Round[]> {
  const { bank, page, panel } = setting;
  let code = '';
  const prepare = async (round: number) => {
    bank.control.reset();
    const name = `bench ${bankMs} ${round}`;
    await prepareFlow(setting, name);
    code = await obtainCode(authorizationUrl(bank));
    if (bankMs > 0) bank.control.faults({ kind: 'slow', path: TOKEN, ms: bankMs });
  };
  const ours = async () => {
    const took = await exchangeByPanel(page);
    await panel.openDetail('Tokens');
    return took;
  };
  return takeTurns(rounds, { ours, baseline: () => exchangeBare(page, bank, code) }, { prepare });
}

async function prepareFlow({ page, bank, panel }: Setting, name: string): Promise<void> {
  await flowWithCode(page, bank, name);
  await panel.click('row', `${name}, Account information, Practice, Code captured`);
  await panel.find('button', 'Exchange code');
}

/** Milliseconds from the click to the token that a person sees. */
function exchangeByPanel(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const button = [...document.querySelectorAll('button')].find(
          ({ textContent }) => textContent === 'Exchange code',
        );
        if (!button) return reject(new Error('no button'));
        let startedAt = 0;
        const watch = new MutationObserver(() => {
          if (!document.querySelector('[aria-label="Access token"]')) return;
          watch.disconnect();
          resolve(performance.now() - startedAt);
        });
        watch.observe(document.body, { childList: true, subtree: true, attributes: true });
        startedAt = performance.now();
        button.click();
      }),
  );
}

/** Milliseconds from `fetch` to the parsed answer. */
function exchangeBare(page: Page, bank: PracticeBank, code: string): Promise<number> {
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    redirect_uri: appRedirectUri(bank),
  });
  return page.evaluate(
    async (url, body) => {
      const startedAt = performance.now();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const options = { credentials: 'omit', cache: 'no-store' } as const;
      const response = await fetch(url, { method: 'POST', headers, body, ...options });
      const { access_token } = await response.json();
      if (typeof access_token !== 'string') throw new Error('no token');
      return performance.now() - startedAt;
    },
    bank.urls.bpce('17515') + TOKEN,
    form.toString(),
  );
}
