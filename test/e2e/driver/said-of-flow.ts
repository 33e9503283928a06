import type { Page } from 'puppeteer-core';
import { z } from 'zod';
import { poll } from '../../../scripts/browser/poll.ts';

const saidSchema = z.object({
  /** the flow's row in the list, as a screen reader says it */
  row: z.string(),
  /** its headline, why no answer came, and the findings of its call */
  diagnosis: z.string(),
  /** everything about the flow on the Exchange tab, attributes too */
  everything: z.string(),
});

/** What the panel says of one flow and its only call. */
export type SaidOfFlow = z.infer<typeof saidSchema>;

/** Chooses a flow whose bank has a name of its own, and reads what the panel says once it shows it. */
export function saidOfFlow(page: Page, bank: string): Promise<SaidOfFlow> {
  return poll(
    async () => {
      const said = await page.evaluate(readFlow, bank);
      return said === undefined ? undefined : saidSchema.parse(said);
    },
    { awaited: `the flow "${bank}"`, intervalMs: 20 },
  );
}

/** Runs in the panel: one look, and a click or a scroll where one is needed to see more the next time. */
function readFlow(bank: string): SaidOfFlow | undefined {
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
  const row = all('[role=grid] [data-row]').find((one) => one.ariaLabel?.startsWith(`${bank}, `));
  const [heading] = all('h2').filter(({ innerText }) => innerText === bank);
  const tab = all('[role=tab]').find(({ innerText }) => innerText.startsWith('Exchange'));
  if (row === undefined) {
    // Of a long list only the rows in view are there.
    const list = document.querySelector('[role=grid]')?.parentElement;
    if (!list) return undefined;
    const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
    list.scrollTop = isAtEnd ? 0 : list.scrollTop + list.clientHeight / 2;
    return undefined;
  }
  if (heading === undefined || tab === undefined) row.click();
  else if (tab.ariaSelected !== 'true') tab.click();
  else {
    const [detail] = all('section').filter((one) => one.contains(heading));
    const texts = all(
      '[role=status] strong, section[aria-label="No answer"], section[aria-label="Findings of call 1"]',
    );
    if (detail?.querySelector('details') === null) return undefined;
    const diagnosis = texts
      .filter((one) => detail?.contains(one))
      .map(({ innerText }) => innerText);
    return {
      row: row.ariaLabel ?? '',
      diagnosis: diagnosis.join('\n'),
      everything: `${detail?.innerText}\n${detail?.outerHTML}`,
    };
  }
  return undefined;
}
