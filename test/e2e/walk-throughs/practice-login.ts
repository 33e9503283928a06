import { logInAtBank } from '../driver/bank-pages.ts';
import { tabAt } from '../driver/bank-tab.ts';
import type { Harness } from '../driver/harness.ts';

/** Presses Open in new tab, and does at the bank what the pages say. */
export async function openAndApprove(
  { panel, session }: Harness,
  address: string,
  sms = true,
): Promise<void> {
  await panel.click('button', 'Open in new tab');
  await logInAtBank(await tabAt(session, address), { sms });
}

/** Chooses a bank in a new flow's form. The practice bank of a test is on another port than that of npm start. */
export async function chooseBank({ panel, bank }: Harness, name: string): Promise<void> {
  await panel.click('tab', 'Flows');
  await panel.click('button', 'New flow');
  await panel.choose('Bank', name);
  const { tls } = bank;
  const [label, port] = name.includes('FAPI')
    ? (['Practice bank https port', tls?.ports.tlsPort] as const)
    : (['Practice bank port', bank.port] as const);
  await panel.fill(label, String(port));
  if (name.includes('certificates')) {
    await panel.fill('Practice bank certificate port', String(tls?.ports.mtlsPort));
  }
}
