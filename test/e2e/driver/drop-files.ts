import type { Page } from 'puppeteer-core';

/** Lets files go over the panel, for which no driver has a verb. */
export async function dropFiles(
  page: Page,
  files: readonly { name: string; text: string }[],
): Promise<void> {
  await page.evaluate(`(() => {
    const dataTransfer = new DataTransfer();
    for (const { name, text } of ${JSON.stringify(files)}) {
      dataTransfer.items.add(new File([text], name));
    }
    for (const kind of ['dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }),
      );
    }
  })()`);
}
