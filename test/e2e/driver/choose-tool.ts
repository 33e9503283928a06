import type { PanelDriver } from './panel-driver.ts';

/** Opens something that can be done with the selected flow, by its menu. */
export async function chooseTool(panel: PanelDriver, name: string): Promise<void> {
  await panel.click('button', 'More');
  const item = await panel.find('menuitem', name);
  await item.click();
}
