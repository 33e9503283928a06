import { poll } from '../../../scripts/browser/poll.ts';
import type { Harness } from './harness.ts';
import { savedText } from './saved-text.ts';

export interface SavedExport {
  /** as the list of formats has it */
  format: string;
  name: string;
  text: string;
  preview: string;
}

/** Saves the selected flow in every format that the panel offers; ends on the flow. */
export async function savedExports({ panel, panelPage }: Harness): Promise<SavedExport[]> {
  await panel.click('button', 'More');
  await (await panel.find('menuitem', 'Export…')).click();
  const list = await panel.find('combobox', 'Format');
  const formats = await list.evaluate((node) =>
    [...(node as HTMLSelectElement).options].map(({ value, text }) => ({ value, text })),
  );
  const saved: SavedExport[] = [];
  for (const { value, text: format } of formats) {
    await list.select(value);
    const button = await poll(
      async () => {
        const [save] = await panelPage.$$('::-p-xpath(//button[starts-with(., "Save ")])');
        const label = await save?.evaluate((node) => node.textContent);
        return label === `Save ${saved.at(-1)?.name}` ? undefined : save;
      },
      { awaited: `a file as ${format}` },
    );
    const preview = await panel.read('Preview');
    saved.push({ format, preview, ...(await savedText(panelPage, () => button.click())) });
  }
  await panel.click('button', 'Back to the flows');
  return saved;
}
