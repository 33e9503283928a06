import { poll } from '../../../scripts/browser/poll.ts';
import type { PanelDriver } from './panel-driver.ts';

/** Searches the banks for a name and shows the one that has it. */
export async function showBank(panel: PanelDriver, name: string): Promise<void> {
  await panel.click('tab', 'Banks');
  await panel.fill('Search banks', name, 'searchbox');
  await panel.readAll(/\b1 of \d+ banks/);
  const list = await panel.find('grid', 'Banks');
  const cell = await poll(async () => (await list.$(`::-p-text(${name})`)) ?? undefined, {
    awaited: name,
  });
  await cell.click();
  await panel.find('button', 'New flow with this bank');
}
