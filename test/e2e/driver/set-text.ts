import type { PanelDriver } from './panel-driver.ts';

/** Puts a long text into a field at once, as pasting does; typing it would take minutes. */
export async function setText(panel: PanelDriver, name: string, text: string): Promise<void> {
  const field = await panel.find('textbox', name);
  await field.evaluate((node, value) => {
    (node as HTMLTextAreaElement).value = value;
    node.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}
