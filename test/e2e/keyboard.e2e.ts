import { afterAll, beforeAll, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { tabAt } from './driver/bank-tab.ts';
import { BPCE } from './driver/bpce-flow.ts';
import { chooseTool } from './driver/choose-tool.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithTokens } from './driver/kept-flow.ts';
import { KeyboardHand } from './driver/keyboard-hand.ts';

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
  // The practice banks come first, and are what one sees first.
  expect(await grid.evaluate((table) => table.parentElement?.scrollTop)).toBe(0);
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

it('does the whole main job by the keyboard alone', async () => {
  const { panel, panelPage, bank, session } = harness;
  const hand = await KeyboardHand.at(panelPage);
  await hand.use('New flow');
  await hand.goTo('Practice bank port');
  await hand.press('Control+a');
  await hand.type(String(bank.port));
  await panel.read('Authorization URL', new RegExp(`localhost:${bank.port}/`));
  await hand.use('Open in new tab');

  const atBank = await KeyboardHand.at(await tabAt(session, '.bpce.localhost'));
  for (const button of ['#continue', '#confirm', '#approve']) await atBank.use(button);

  await hand.use('Exchange code');
  await panel.read('Access token', /Expires in/);
  await hand.use('Reveal');
  await panel.find('button', 'Hide');
  await hand.use('Refresh');
  await panel.read('Replaced access token', /Replaced/);

  await hand.use('More');
  await hand.untilFocused('Run again elsewhere…');
  await hand.press('End', 'ArrowUp', 'ArrowUp');
  await hand.untilFocused('Export…');
  await hand.press('Enter');
  await hand.use('Copy');
  await panel.readAll(/Copied/);
  await hand.press('Escape');
  await hand.untilFocused('More');

  const row = `${BPCE}, Account information, Practice, Tokens received`;
  await hand.press('Escape');
  await hand.untilFocused(row);
  await hand.press('Delete');
  await panel.readAll(/Flow forgotten/);
  expect(await panel.lacks('row', row)).toBe(true);
  await hand.use('Undo');
  await panel.find('row', row);
  expect(await hand.mouseEvents()).toBe(0);
});

it('finds on the screen, shows the keys and clears the list by their keys', async () => {
  const { panel, panelPage } = harness;
  const hand = await KeyboardHand.at(panelPage);
  await hand.goTo(`${BPCE}, Account information, Practice, Tokens received`);
  await hand.press('Enter');
  await panel.read('Access token', /Expires in/);
  const before = await hand.focused();
  await hand.press('Control+f');
  await hand.untilFocused('Find on this screen');
  await hand.type('token');
  await panel.readAll(/1 of \d+/);
  await hand.press('Enter', 'F3');
  await panel.readAll(/3 of \d+/);
  await hand.press('Shift+Enter');
  await panel.readAll(/2 of \d+/);
  const [all, shown] = await panelPage.evaluate(() => [
    CSS.highlights.get('found')?.size ?? 0,
    CSS.highlights.get('found-shown')?.size ?? 0,
  ]);
  expect(all).toBeGreaterThan(3);
  expect(shown).toBe(1);
  // What is typed there is no key of the panel, and Escape closes the bar before the details.
  await hand.type('?/');
  await panel.readAll(/No match/);
  await hand.press('Escape');
  await hand.untilFocused(before);
  expect(await panel.lacks('button', 'Close details')).toBe(false);

  await hand.press('?');
  await hand.untilFocused('Close');
  await panel.readAll(/Keyboard shortcuts.*Clear the list Ctrl ?L/);
  await hand.press('Escape');
  await hand.untilFocused(before);
  await hand.press('Escape');
  await poll(() => panel.lacks('button', 'Close details').then((gone) => gone || undefined), {
    awaited: 'the details to close',
  });

  await hand.press('Control+l');
  await panel.readAll(/No flows yet.*The list was cleared/);
  await hand.use('Undo');
  await panel.find('row', `${BPCE}, Account information, Practice, Tokens received`);
  expect(await hand.mouseEvents()).toBe(0);
});
