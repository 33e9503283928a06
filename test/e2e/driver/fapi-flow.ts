import { fapiClientKeys, openIdKeyClient } from '../../practice-bank/clients.ts';
import { logInAtBank } from './bank-pages.ts';
import { tabAt } from './bank-tab.ts';
import type { Harness } from './harness.ts';
import { setText } from './set-text.ts';

/** The FAPI banks as the form lists them, with a part of their pages' address. */
export const FAPI_BANKS = {
  fapi2: { bank: 'Practice bank (FAPI 2)', address: '//fapi2.localhost' },
  fapi2Mtls: {
    bank: 'Practice bank (FAPI 2 with certificates)',
    address: '//fapi2.mtls.localhost',
  },
  fapi1: { bank: 'Practice bank (FAPI 1 Advanced)', address: '//fapi1.localhost' },
} as const;

export type FapiBank = keyof typeof FAPI_BANKS;

interface PublicJwks {
  keys: Record<string, unknown>[];
}

/** Opens the form for a FAPI bank and says where it listens; the rest is left as its profile has it. */
export async function fillFapiFlow({ panel, bank }: Harness, name: FapiBank): Promise<void> {
  const ports = bank.tls?.ports;
  if (!ports) throw new Error('the https half is closed');
  await panel.click('tab', 'Flows');
  await panel.click('button', 'New flow');
  await panel.choose('Bank', FAPI_BANKS[name].bank);
  await panel.fill('Practice bank https port', String(ports.tlsPort));
  if (name === 'fapi2Mtls') {
    await panel.fill('Practice bank certificate port', String(ports.mtlsPort));
  } else {
    await importPracticeKey({ panel });
  }
}

/** Imports the ES256 key of the practice client, unless the form remembers it. */
async function importPracticeKey({ panel }: Pick<Harness, 'panel'>): Promise<void> {
  const seen = await panel.read('Signing key');
  if (seen.includes('Forget key')) {
    if ((await panel.valueOf('textbox', 'Key ID')) === openIdKeyClient.kid) return;
    await panel.clickIn('Signing key', 'Forget key');
  }
  const { ecPrivateKey } = await fapiClientKeys();
  await setText(panel, 'Private key', ecPrivateKey);
  await panel.click('button', 'Import key');
  await panel.fill('Key ID', openIdKeyClient.kid);
}

/** Has the browser make a key in the place of the one that the form has; gives what a bank is to be told of it. */
export async function generateKey({ panel }: Pick<Harness, 'panel'>): Promise<PublicJwks> {
  await panel.clickIn('Signing key', 'Forget key');
  await panel.click('button', 'Generate key');
  await panel.read('Signing key', /Forget key/);
  const shown = await panel.read('Signing key', /"keys".* Copy JWKS/);
  return JSON.parse(/\{ ?"keys".*\}/.exec(shown)?.[0] ?? 'null');
}

/** Opens the request in a new tab, and logs in and approves there; gives what the bank's page asked for. */
export async function approveAtBank({ panel, session }: Harness, name: FapiBank): Promise<string> {
  await panel.click('button', 'Open in new tab');
  return logInAtBank(await tabAt(session, FAPI_BANKS[name].address), { sms: false });
}

/** What reached a FAPI bank since its log was emptied, one line a request: `POST /token 200`. */
export function requestLines({ bank }: Pick<Harness, 'bank'>): string[] {
  return bank.control
    .log()
    .filter(({ host, path }) => /fapi\d/.test(host) && !/interaction|\/auth\/|favicon/.test(path))
    .map(({ method, path, status }) => `${method} ${path} ${status}`);
}
