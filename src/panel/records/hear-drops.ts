import { message } from '../browser.ts';
import type { PanelStore } from '../store.ts';
import { importFiles, importTexts } from './transfer.ts';

const FIELDS = 'input, textarea, select, [contenteditable]';

/**
 * Takes files that are dropped anywhere on the panel, and text that is pasted anywhere but in a field. What has a use
 * for either itself prevents the browser's own, and is left alone.
 */
export function hearDrops(store: PanelStore): void {
  const { documentElement } = document;
  const hover = (over: boolean) => documentElement.toggleAttribute('data-dropping', over);
  document.addEventListener('dragover', (event) => {
    const files = !event.defaultPrevented && event.dataTransfer?.types.includes('Files') === true;
    hover(files);
    if (files) event.preventDefault();
  });
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) hover(false);
  });
  document.addEventListener('drop', (event) => {
    hover(false);
    const files = event.dataTransfer?.files;
    if (event.defaultPrevented || !files?.length) return;
    event.preventDefault();
    void importFiles(store, files);
  });
  document.addEventListener('paste', (event) => {
    const inField = event.target instanceof Element && event.target.closest(FIELDS);
    const { clipboardData } = event;
    if (inField || event.defaultPrevented || !clipboardData) return;
    const text = clipboardData.getData('text');
    const name = message('import_pasted');
    if (clipboardData.files.length > 0) void importFiles(store, clipboardData.files);
    else if (text.trim() !== '') void importTexts(store, async () => [{ name, text }]);
  });
}
