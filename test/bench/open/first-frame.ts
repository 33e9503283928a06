import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { panelPath } from '../../../scripts/browser/browser-session.ts';

/** Path of the probe in an extension. */
export const PROBE_PATH = 'first-frame.js';

/**
 * A page's first script: notes when what is awaited stood in the first frame that was drawn after it, in milliseconds
 * since 1970 as this page's clock counts them. The message is handled once the frame's work is done. A browser without a
 * window has no mouse; the panel draws for one.
 */
export const PROBE = `(() => {
  const { awaited } = document.currentScript.dataset;
  const { matchMedia: ask } = window;
  window.matchMedia = (query) => ask(query === '(hover: none)' ? 'not all' : query);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    globalThis.firstFrameAt = performance.timeOrigin + performance.now();
    port1.close();
  };
  const look = () => {
    if (!document.querySelector(awaited)) return;
    watch.disconnect();
    requestAnimationFrame(() => port2.postMessage(0));
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true });
})();`;

/** What puts the probe into a page, for what a selector finds. */
export function probeTag(awaited: string): string {
  return `<script src="/${PROBE_PATH}" data-awaited="${awaited}"></script>`;
}

/** Puts the probe into the panel's page of a copy of the built extension. */
export async function addProbe(extensionDir: string): Promise<void> {
  await writeFile(join(extensionDir, PROBE_PATH), PROBE);
  const page = join(extensionDir, panelPath);
  const html = await readFile(page, 'utf8');
  await writeFile(page, html.replace('<script', `${probeTag('[data-row]')}<script`));
}
