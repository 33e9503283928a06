import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { z } from 'zod';
import { poll } from '../../scripts/browser/poll.ts';
import type { FlowSummary } from '../../src/core/flow/flow-summary.ts';
import { shownName } from './account.ts';

const messages = z
  .record(z.string(), z.object({ message: z.string() }))
  .parse(
    JSON.parse(readFileSync(new URL('../../_locales/en/messages.json', import.meta.url), 'utf8')),
  );

/** The word that the panel has for a phase. */
export function wordFor(phase: FlowSummary['phase']): string {
  return messages[`phase_${phase}`]?.message ?? phase;
}

/** How many rows the panel says its list has. */
export function countShown(panel: Page): Promise<number> {
  return panel.evaluate(
    `Number(document.querySelector('table.flow-list')?.getAttribute('aria-rowcount') ?? 1) - 1`,
  ) as Promise<number>;
}

/** Bank and phase of every row of the panel's list: a long one draws only what is near to be seen, and is scrolled. */
export async function readShown(panel: Page): Promise<string[]> {
  const rows = new Map<number, string>();
  const count = await countShown(panel);
  await scrollTo(panel, 0);
  while (rows.size < count) {
    const before = rows.size;
    const drawn = await poll(
      async () => {
        const now = await drawnRows(panel);
        return now.some(([at]) => !rows.has(at)) ? now : undefined;
      },
      { awaited: `row ${before} of the ${count} in the list` },
    );
    for (const [at, name] of drawn) rows.set(at, name);
    let last = 1;
    while (rows.has(last + 1)) last += 1;
    await scrollTo(panel, last - 1);
  }
  return [...rows.values()];
}

function drawnRows(panel: Page): Promise<[at: number, name: string][]> {
  return panel
    .evaluate(
      `[...document.querySelectorAll('table.flow-list tr[data-row]')].map((row) => [Number(row.ariaRowIndex ?? row.getAttribute('aria-rowindex')), row.getAttribute('aria-label')])`,
    )
    .then((rows) =>
      (rows as [number, string][]).map(([at, label]) => {
        const words = label.split(', ');
        return [at, shownName(words[0] ?? '', words.at(-1) ?? '')];
      }),
    );
}

async function scrollTo(panel: Page, row: number): Promise<void> {
  await panel.evaluate(`(() => {
    const table = document.querySelector('table.flow-list');
    const height = table?.querySelector('[data-row]')?.getBoundingClientRect().height ?? 0;
    if (table?.parentElement) table.parentElement.scrollTop = ${row} * height;
  })()`);
}
