import type { Page } from 'puppeteer-core';
import { tabAt } from './bank-tab.ts';
import type { Harness } from './harness.ts';
import { fillNewFlow } from './new-flow.ts';

export const BPCE = "Practice Caisse d'Epargne";

/** Starts an account information flow from the panel's tab, and gives the tab that stands at the bank. */
export async function openBpceFlow(
  { bank, panel, session }: Harness,
  change: { redirectUri?: string; clientId?: string } = {},
): Promise<Page> {
  await fillNewFlow(panel, { bank: BPCE, service: 'Account information', port: bank.port });
  // The form remembers what was typed last: every flow of a test says what it wants.
  await panel.fill('Redirect URI', change.redirectUri ?? `${bank.urls.app}/callback`);
  await panel.fill('Client ID', change.clientId ?? 'PSDFR-ACPR-12345');
  await panel.click('button', 'Open in new tab');
  return tabAt(session, '.bpce.localhost');
}

/** The token requests that reached the bank since its log was emptied. */
export function tokenRequests({ bank }: Pick<Harness, 'bank'>) {
  return bank.control
    .log()
    .filter(({ path }) => path.endsWith('/token'))
    .map(({ body, query, status }) => ({
      status,
      parameters: Object.fromEntries<string | undefined>([...query, ...body]),
    }));
}
