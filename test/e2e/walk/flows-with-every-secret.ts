import { logInAtBank } from '../driver/bank-pages.ts';
import { tabAt } from '../driver/bank-tab.ts';
import type { Harness } from '../driver/harness.ts';
import { fillNewFlow } from '../driver/new-flow.ts';
import { makeFlowWithTokens } from './flow-with-tokens.ts';

/** The whole BPCE flow, renewed twice, with a refresh token that changes each time. */
export async function runBpceFlow(harness: Harness): Promise<void> {
  const { panel, bank } = harness;
  bank.control.settings({ rotateRefreshToken: true });
  await makeFlowWithTokens(harness);
  await panel.clickIn('Access token', 'Call accounts');
  await panel.read('Access token', /accounts.*200/);
  await panel.clickIn('Refresh token', 'Refresh');
  await panel.read('Replaced access token', /Replaced.*Replaced/);
}

/** A code flow with a code verifier and an ID token, renewed once. */
export async function runOpenIdFlow({ panel, bank, session }: Harness): Promise<void> {
  await fillNewFlow(panel, { bank: 'Practice bank (OpenID)', port: bank.port });
  await panel.click('button', 'Open in new tab');
  await logInAtBank(await tabAt(session, 'oidc.localhost'), { sms: false });
  await panel.click('button', 'Exchange code');
  await panel.openDetail('Tokens');
  await panel.click('button', 'Refresh');
  await panel.read('Replaced refresh token', /Replaced/);
}

/** A payment-like token request with a client secret that the bank refuses. */
export async function tryClientSecret({ panel, bank }: Harness, secret: string): Promise<void> {
  await fillNewFlow(panel, { bank: 'Open-Payments-like', port: bank.port });
  await panel.fill('Client secret', secret);
  await panel.click('button', 'Request token');
  await panel.readAll(/refused the token request/);
}
