import { logInAtBank } from '../driver/bank-pages.ts';
import { BPCE, openBpceFlow } from '../driver/bpce-flow.ts';
import type { Harness } from '../driver/harness.ts';

const ROW = `${BPCE}, Account information, Practice, Tokens received`;

/** Selects a flow that got tokens, renewed them and saw the old one refused; makes it if there is none. */
export async function openFlowWithTokens(harness: Harness): Promise<void> {
  const { panel } = harness;
  await panel.click('tab', 'Flows');
  if (await panel.lacks('row', ROW)) await makeFlowWithTokens(harness);
  await panel.click('row', ROW);
  await panel.find('tablist', 'Details of the flow');
}

/** A flow through the whole main job: code, tokens, a call, new tokens, and the old one refused. */
export async function makeFlowWithTokens(harness: Harness): Promise<void> {
  const { panel } = harness;
  await logInAtBank(await openBpceFlow(harness));
  await panel.click('button', 'Exchange code');
  await panel.openDetail('Tokens');
  await panel.click('button', 'Call accounts');
  await panel.read('Access token', /accounts.*200/);
  await panel.click('button', 'Refresh');
  await panel.clickIn('Replaced access token', 'Call accounts');
  await panel.read('Replaced access token', /401/);
}
