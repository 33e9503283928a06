import type { PanelDriver } from './panel-driver.ts';

/** Fills the form for a practice bank on some port and leaves it open, ready to start. */
export async function fillNewFlow(
  panel: PanelDriver,
  { bank, service, port }: { bank: string; service?: string; port: number },
): Promise<void> {
  await panel.click('tab', 'Flows');
  await panel.click('button', 'New flow');
  await panel.choose('Bank', bank);
  if (service !== undefined) await panel.choose('Service', service);
  await panel.fill('Practice bank port', String(port));
  // A flow that goes step by step has no address to show yet.
  await panel.readAll(new RegExp(`localhost:${port}/|Start step by step`));
}
