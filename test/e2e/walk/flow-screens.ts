import { logInAtBank } from '../driver/bank-pages.ts';
import { openBpceFlow } from '../driver/bpce-flow.ts';
import type { Harness } from '../driver/harness.ts';
import { fillNewFlow } from '../driver/new-flow.ts';
import { openFlowWithTokens } from './flow-with-tokens.ts';
import type { PanelScreen } from './panel-screen.ts';

const DETAIL_TABS = ['Timeline', 'Request', 'Redirect', 'Exchange', 'Tokens', 'Findings'];

export function detailTab(tab: string): PanelScreen {
  return {
    name: `flow with tokens, ${tab}`,
    async open(harness) {
      await openFlowWithTokens(harness);
      await harness.panel.openDetail(tab);
    },
  };
}

/** Unfolds the line of time above a flow's tokens. */
export async function openLifetimes({ panel, panelPage }: Harness): Promise<void> {
  await panel.readAll(/Lifetimes/);
  await panelPage.evaluate(
    "[...document.querySelectorAll('summary')].find((one) => one.innerText === 'Lifetimes').click()",
  );
  await panel.readAll(/\d of \d lifetimes of this client/);
}

/** One flow in every state that looks its own. */
export const FLOW_SCREENS: readonly PanelScreen[] = [
  ...DETAIL_TABS.map(detailTab),
  {
    name: 'flow, Tokens, Lifetimes',
    async open(harness) {
      await openFlowWithTokens(harness);
      await harness.panel.openDetail('Tokens');
      await openLifetimes(harness);
    },
  },
  {
    name: 'flow with a JWT, Tokens',
    async open({ panel, bank }) {
      await fillNewFlow(panel, { bank: 'Open-Payments-like', port: bank.port });
      await panel.click('button', 'Request token');
      await panel.openDetail('Tokens');
      await panel.read('Access token', /RS256/);
    },
  },
  {
    name: 'flow waiting for its redirect',
    async open(harness) {
      await openBpceFlow(harness);
      await harness.panel.find('button', 'Abandon');
    },
  },
  {
    name: 'flow stuck at a page that refused',
    async open(harness) {
      await openBpceFlow(harness, { clientId: 'PSDFR-ACPR-99999' });
      await harness.panel.readAll(/answered with HTTP 400/);
    },
  },
  {
    name: 'flow with a refused redirect',
    async open(harness) {
      harness.bank.control.faults({ kind: 'wrong-state', path: '/stet/psd2/oauth/authorize' });
      await logInAtBank(await openBpceFlow(harness));
      await harness.panel.readAll(/does not fit its request/);
    },
  },
];
