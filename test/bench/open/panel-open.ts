import { countOf, metricOf, type Round } from '../metric.ts';
import type { Section } from '../section.ts';
import { takeTurns } from '../turns.ts';
import { type BothPanels, FLOWS, withBothPanels } from './both-panels.ts';
import { settledHeap } from './heap.ts';
import { openPanel, type PanelPlace } from './open-panel.ts';

const MEGABYTE = 1_000_000;

/**
 * Opening the panel beside opening an empty one of a made-up extension, both in real DevTools that are opened anew for
 * each turn. The time runs from choosing the panel, when DevTools stand and both extensions have registered their panels,
 * to the end of the first frame that has rows in it; of the empty panel, of the first frame. What DevTools and the
 * driver add is in both times. The worker is awake, as it is while somebody works with the tool.
 *
 * The heap is that of the process's JavaScript after the whole list has come and all that is read later was read; the
 * page by which each extension registers its panel is in it.
 */
export const openSection: Section = {
  ids: ['P5', 'P6'],
  where: ['chromium'],
  measure: ({ rounds }) =>
    withBothPanels(async (both) => {
      const heaps = { ours: 0, baseline: 0 };
      const more: number[] = [];
      const turn = async (place: PanelPlace, who: keyof Round) => {
        const opened = await openPanel(both.inspected, place);
        try {
          const all = who === 'ours' ? `[aria-rowcount="${FLOWS + 1}"]` : 'body';
          heaps[who] = await settledHeap(both.session, opened.frame, all);
          if (heaps.ours && heaps.baseline) {
            more.push((heaps.ours - heaps.baseline) / MEGABYTE);
            Object.assign(heaps, { ours: 0, baseline: 0 });
          }
          return opened.tookMs;
        } finally {
          await opened.devtools.close();
        }
      };
      const times = await takeTurns(rounds, {
        ours: () => turn(both.ours, 'ours'),
        baseline: () => turn(both.empty, 'baseline'),
      });
      const held = `${FLOWS.toLocaleString('en')} flows stored`;
      const name = `opening the panel to its first frame with rows, beside an empty panel; ${held}`;
      const heapName = `JavaScript heap after opening, beyond that of an empty panel; ${held}`;
      return [
        metricOf({ id: 'P5', name, must: 1.6, goal: 1.25 }, times),
        countOf({ id: 'P6', name: heapName, must: 3, goal: 1 }, more.slice(-rounds), 'MB'),
      ];
    }),
};

/** The same with the worker stopped, which is woken by the panel that opens: for information. */
export const openAsleepSection: Section = {
  ids: ['P5-asleep'],
  where: ['chromium'],
  measure: ({ rounds }) =>
    withBothPanels(async (both) => {
      const times = await takeTurns(rounds, {
        ours: () => openAsleep(both, both.ours),
        baseline: () => openAsleep(both, both.empty),
      });
      const name = 'the same with the worker asleep when the panel is chosen';
      return [metricOf({ id: 'P5-asleep', name, must: null, goal: null }, times)];
    }),
};

async function openAsleep({ session, inspected }: BothPanels, place: PanelPlace) {
  await session.stopWorker();
  const { devtools, tookMs } = await openPanel(inspected, place);
  await devtools.close();
  return tookMs;
}
