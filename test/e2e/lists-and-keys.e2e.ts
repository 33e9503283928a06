import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poll } from '../../scripts/browser/poll.ts';
import { BPCE } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { flowWithTokens } from './driver/kept-flow.ts';
import { fillNewFlow } from './driver/new-flow.ts';
import { press } from './driver/press.ts';
import { exampleProfile } from './walk-throughs/example-profile.ts';

describe('by the mouse, in chromium,', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness('chromium');
    await harness.panelPage.setViewport({ width: 1400, height: 800 });
  });
  afterAll(() => harness?.close());

  it('an empty list shows how to watch a page', async () => {
    const { panel } = harness;
    const steps = /F12/;
    const door = await panel.find('region', 'Watch what this page does');
    const said = () => door.evaluate((node) => (node as HTMLElement).innerText);
    expect(await said()).not.toMatch(steps);
    await panel.click('button', 'Show how');
    await expect.poll(said).toMatch(steps);
    await panel.click('button', 'Show how');
    await expect.poll(said).not.toMatch(steps);
  });

  it('the inspector shows an example', async () => {
    const { panel } = harness;
    await panel.click('tab', 'Tokens');
    await panel.click('button', 'Show an example');
    await panel.read('Token', /iss/);
    await panel.click('tab', 'Flows');
  });

  it.each([
    ['Flows', 5],
    ['Banks', 6],
  ] as const)('the list of %s is sorted by each of its heads', async (tab, fewest) => {
    const { panel, panelPage, bank } = harness;
    if (tab === 'Flows') {
      await flowWithTokens(panelPage, bank, 'Bank B');
      await flowWithTokens(panelPage, bank, 'Bank A');
    }
    await panel.click('tab', tab);
    const grid = await panel.find('grid', tab);
    const heads = await grid.$$('th button');
    expect(heads.length).toBeGreaterThanOrEqual(fewest);
    for (const head of heads) {
      const sorted = () => head.evaluate((node) => node.closest('th')?.ariaSort);
      const before = await sorted();
      await press(head);
      const first = before === 'ascending' ? 'descending' : 'ascending';
      await expect.poll(sorted).toBe(first);
      await press(head);
      await expect.poll(sorted).toBe(first === 'ascending' ? 'descending' : 'ascending');
    }
  });

  it('each column of the flow list is hidden and shown', async () => {
    const { panel, panelPage } = harness;
    await panel.click('tab', 'Flows');
    await panel.click('button', 'Columns');
    const names = await panelPage.$$eval('[role=menuitemcheckbox]', (items) =>
      items.map(({ textContent }) => textContent.trim()),
    );
    await panelPage.keyboard.press('Escape');
    expect(names).toContain('Service');
    const isShown = async (name: string) => !(await panel.lacks('columnheader', name));
    for (const name of names) {
      const before = await isShown(name);
      for (const wanted of [!before, before]) {
        await panel.click('button', 'Columns');
        await panel.click('menuitemcheckbox', name);
        await expect.poll(() => isShown(name), { message: name }).toBe(wanted);
      }
    }
  });

  it('a timeline is drawn, and listed again', async () => {
    const { panel } = harness;
    await panel.click('row', 'Bank A, Account information, Practice, Tokens received');
    await panel.openDetail('Timeline');
    await panel.click('radio', 'Diagram');
    await panel.find('image', 'Flow with Bank A');
    await panel.click('radio', 'List');
    await expect.poll(() => panel.lacks('image', 'Flow with Bank A')).toBe(true);
    await panel.click('button', 'Close details');
  });

  it('the sheet of keys opens and closes', async () => {
    const { panel } = harness;
    await panel.click('button', 'Keyboard shortcuts');
    await panel.readAll(/Find on this screen/);
    await panel.click('button', 'Close');
    await panel.readAll(/^(?!.*Find on this screen)/);
  });

  it('the find bar steps on, back and away', async () => {
    const { panel, panelPage } = harness;
    await panelPage.keyboard.down('Control');
    await panelPage.keyboard.press('f');
    await panelPage.keyboard.up('Control');
    await panel.find('searchbox', 'Find on this screen');
    await panelPage.keyboard.type('bank');
    await panel.readAll(/1 of \d+/);
    await panel.click('button', 'Next match');
    await panel.readAll(/2 of \d+/);
    await panel.click('button', 'Previous match');
    await panel.readAll(/1 of \d+/);
    await panel.click('button', 'Close the find bar');
    await expect.poll(() => panel.lacks('searchbox', 'Find on this screen')).toBe(true);
  });

  it('a state that is too short is made anew', async () => {
    const { panel, bank } = harness;
    await fillNewFlow(panel, { bank: BPCE, service: 'Account information', port: bank.port });
    await panel.fill('State', 'short');
    await panel.read('Findings', /AQ0/);
    await panel.click('button', 'Make a new state');
    await expect.poll(() => panel.valueOf('textbox', 'State')).toMatch(/^[\w-]{20,}$/);
    await panel.click('button', 'Cancel');
  });

  it('an address that the file lacks is typed letter by letter', async () => {
    const { panel, panelPage } = harness;
    await panel.click('tab', 'Banks');
    await panel.click('button', 'Import profiles');
    await panel.fill('Or paste JSON', exampleProfile());
    await panel.click('button', 'Add 1 profile');
    await panel.readAll(/1 profile added/);
    await panel.fill('Search banks', 'My server', 'searchbox');
    await panel.readAll(/\b1 of \d+ banks/);
    const list = await panel.find('grid', 'Banks');
    const row = await poll(async () => (await list.$('::-p-text(My server)')) ?? undefined, {
      awaited: 'the bank',
    });
    await row.click();
    await panel.click('button', 'Edit: Accounts');
    await panel.find('textbox', 'Profile ID');
    const more = await panelPage.$('::-p-xpath(//summary[. = "More addresses"])');
    if (!more) throw new Error('no further addresses');
    await press(more as Parameters<typeof press>[0]);
    const field = await panel.find('textbox', 'Revocation');
    await field.type('https://bank.example/revoke');
    expect(await panel.valueOf('textbox', 'Revocation')).toBe('https://bank.example/revoke');
    await panel.click('button', 'Cancel');
  });
});
