import type { Page } from 'puppeteer-core';
import { countOf, metricOf } from '../metric.ts';
import type { Section } from '../section.ts';
import { takeTurns } from '../turns.ts';
import { openPanel, openWatchedTab } from './opened-panel.ts';
import { openQuietPage } from './quiet-page.ts';
import { fill, openTwoExtensions } from './two-extensions.ts';
import { typingRounds } from './typing.ts';

const MANY = 100_000;
const FEW = 1000;

/**
 * A list of 100,000 flows. Its rows are written into the store as the worker writes them, without their records, which the
 * list does not read. The panel stands in a tab as high as DevTools at the bottom of a window.
 */
export const longListSection: Section = {
  ids: ['P13-nodes', 'P13-open', 'P14'],
  where: ['chromium'],
  async measure({ rounds }) {
    const { few, many, close } = await openTwoExtensions();
    try {
      const [here, there] = [await openWatchedTab(few), await openWatchedTab(many)];
      const filling = [await openQuietPage(few), await openQuietPage(many)] as const;
      await fill(filling[0], FEW, { rowsOnly: true });
      await fill(filling[1], MANY, { rowsOnly: true });
      const ours = () => openPanel(there, many, MANY);
      const opening = await takeTurns(
        rounds,
        { ours, baseline: () => openPanel(here, few, FEW) },
        { before: 1 },
      );
      await there.bringToFront();
      const elements: number[] = [];
      for (const part of [0, 0.5, 1]) elements.push(await elementsAt(there, part));
      const typing = await typingRounds(there, rounds);
      return [
        countOf(
          { id: 'P13-nodes', name: 'elements of a list of 100,000 flows', must: 400, goal: 300 },
          elements,
          'elements',
        ),
        metricOf(
          {
            id: 'P13-open',
            name: 'first rows of 100,000 flows, beside those of 1,000',
            must: 1.2,
            goal: 1.05,
          },
          opening,
        ),
        metricOf(
          {
            id: 'P14',
            name: 'filter by each key, 100,000 flows, beside a bare loop over their texts',
            must: 4,
            goal: 1.5,
          },
          typing,
        ),
      ];
    } finally {
      await close();
    }
  },
};

/** Elements of the list, when it was scrolled so far down, and a frame has drawn what is there. */
function elementsAt(page: Page, part: number): Promise<number> {
  return page.evaluate(async (share) => {
    const scroller = document.querySelector('.grid')?.parentElement;
    if (!scroller) throw new Error('no list');
    scroller.scrollTop = share * scroller.scrollHeight;
    await new Promise((resolve) =>
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50))),
    );
    return document.querySelectorAll('.grid, .grid *').length;
  }, part);
}
