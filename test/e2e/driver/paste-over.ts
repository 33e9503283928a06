import type { ElementHandle } from 'puppeteer-core';

/** Puts a text in the place of what a field holds, by the browser's own editing: the page is told once. */
export async function pasteOver(field: ElementHandle<Element>, text: string): Promise<void> {
  await field.evaluate((node, wanted) => {
    const input = node as HTMLInputElement;
    input.focus();
    input.select();
    document.execCommand(wanted === '' ? 'delete' : 'insertText', false, wanted);
  }, text);
}
