import { afterAll, beforeAll, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { chooseTool } from './driver/choose-tool.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithTokens } from './driver/kept-flow.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness('chromium');
});
afterAll(() => harness?.close());

/** The names of the chosen and the focused row of the grid that is shown. */
function rows(): Promise<{ chosen: string | undefined; focused: string | undefined }> {
  return harness.panelPage.evaluate(() => ({
    chosen: document.querySelector('[aria-selected="true"][data-row]')?.textContent,
    focused: document.activeElement?.closest('[data-row]')?.textContent,
  }));
}

it('moves through the banks with the arrow keys, and chooses as it moves', async () => {
  const { panel, panelPage } = harness;
  await panel.click('tab', 'Banks');
  const grid = await panel.find('grid', 'Banks');
  await (await grid.$('[data-row]'))?.focus();
  const names = await grid.$$eval('[data-row]', (all) =>
    all.map((row) => row.querySelector('td')?.textContent ?? ''),
  );
  for (const [key, bank = 'a bank'] of [
    ['ArrowDown', names[1]],
    ['End', names.at(-1)],
    ['Home', names[0]],
  ] as const) {
    await panelPage.keyboard.press(key);
    const { focused } = await poll(
      async () => {
        const now = await rows();
        return now.chosen?.includes(bank) ? now : undefined;
      },
      { awaited: `${bank} chosen by ${key}` },
    );
    expect(focused).toContain(bank);
  }
});

it('goes into a tool of a flow and, by Escape, back to the menu that it was opened from', async () => {
  const { panel, panelPage, bank } = harness;
  await panel.click('tab', 'Flows');
  await flowWithTokens(panelPage, bank, 'Some bank');
  await panel.click('row', 'Some bank, Account information, Practice, Tokens received');
  const focusedOn = (words: string) =>
    poll(
      async () => {
        const text = await panelPage.evaluate(() => document.activeElement?.textContent);
        return text === words || undefined;
      },
      { awaited: `the focus on ${words}` },
    );
  await panel.click('button', 'More');
  await panel.find('menuitem', 'Forget flow');
  await panelPage.keyboard.press('Escape');
  await focusedOn('More');
  for (const tool of ['Run again elsewhere', 'Compare with', 'Export', 'Break on purpose']) {
    await chooseTool(panel, `${tool}…`);
    await focusedOn(tool);
    await panelPage.keyboard.press('Escape');
    await focusedOn('More');
  }
  await panel.click('button', 'Board');
  await focusedOn('Board');
  await panel.click('button', 'Back to the flows');
  await panel.find('button', 'Board');
  await focusedOn('Board');
});
