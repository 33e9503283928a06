import { poll } from '../../../scripts/browser/poll.ts';
import { logInAtBank } from '../../e2e/driver/bank-pages.ts';
import { openBpceFlow } from '../../e2e/driver/bpce-flow.ts';
import { openHarness } from '../../e2e/driver/harness.ts';
import { holdRuleCount } from '../../e2e/driver/held.ts';
import { countOf } from '../metric.ts';
import type { Section } from '../section.ts';
import { injectedInto } from './injected-into.ts';

/**
 * Bytes that the extension brings into pages after its main job was done once, while another flow waits: in the bank's
 * page where it waits, in the app's and in one of a stranger. While a redirect is held the bank's page gets a script:
 * that line also shows that what is counted can be seen.
 */
export const injectedSection: Section = {
  ids: ['P4', 'P4-hold'],
  where: ['chromium'],
  async measure() {
    const harness = await openHarness('chromium');
    const { bank, panel, panelPage, session } = harness;
    try {
      await logInAtBank(await openBpceFlow(harness));
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      await panel.read('Access token', /Expires in/);
      const waiting = await openBpceFlow(harness);
      const counts: number[] = [await injectedInto(session, waiting, waiting.url())];
      const other = await session.newPage();
      for (const url of [bank.urls.app, `http://stranger.localhost:${bank.port}/`]) {
        counts.push(await injectedInto(session, other, url));
      }
      await waiting.close();
      await panel.comeToFront();
      await panel.click('switch', 'Hold redirects');
      const held = await openBpceFlow(harness);
      await poll(async () => (await holdRuleCount(panelPage)) > 0 || undefined, {
        awaited: 'a hold',
      });
      const whileHeld = await injectedInto(session, held, held.url());
      if (whileHeld === 0) throw new Error('what a hold brings into pages was not seen');
      const head = { id: 'P4', must: 0, goal: 0 };
      const name = 'bytes injected into pages of a bank, an app and a stranger; the most of them';
      const heldHead = { id: 'P4-hold', must: null, goal: null };
      const heldName = "the same into a bank's page while its redirect is held";
      return [
        countOf({ ...head, name }, counts, 'B'),
        countOf({ ...heldHead, name: heldName }, [whileHeld], 'B'),
      ];
    } finally {
      await harness.close();
    }
  },
};
