import type { Page } from 'puppeteer-core';
import { flowWithCode } from '../e2e/driver/kept-flow.ts';
import type { PanelDriver } from '../e2e/driver/panel-driver.ts';
import type { PracticeBank } from '../practice-bank/practice-bank.ts';
import {
  appRedirectUri,
  authorizationUrl,
  clientId,
  obtainCode,
} from '../unit/practice-bank/bpce-user.ts';
import type { Round } from './metric.ts';

const TOKEN = '/stet/psd2/oauth/token';

/** What is measured, and with what. */
export interface Setting {
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
export async function clickToTokens(
  setting: Setting,
  rounds: number,
  bankMs: number,
): Promise<Round[]> {
  const { bank } = setting;
  const measured: Round[] = [];
  for (let round = -2; round < rounds; round += 1) {
    bank.control.reset();
    const name = `bench ${bankMs} ${round}`;
    await prepareFlow(setting, name);
    const code = await obtainCode(authorizationUrl(bank));
    if (bankMs > 0) bank.control.faults({ kind: 'slow', path: TOKEN, ms: bankMs });
    const result = { ours: 0, baseline: 0 };
    const turns = [
      async () => {
        result.ours = await exchangeByPanel(setting.page);
      },
      async () => {
        result.baseline = await exchangeBare(setting.page, bank, code);
      },
    ];
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
    if (round >= 0) measured.push(result);
    await setting.panel.openDetail('Tokens');
  }
  return measured;
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
