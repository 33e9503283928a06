import type { Page } from 'puppeteer-core';

/** Runs something that saves a file, and reads its name and text in the page instead of on the disk. */
export async function savedText(
  page: Page,
  run: () => Promise<void>,
): Promise<{ name: string; text: string }> {
  const saved = page.evaluate(
    () =>
      new Promise<{ name: string; text: string }>((resolve, reject) => {
        const { click } = HTMLAnchorElement.prototype;
        HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
          HTMLAnchorElement.prototype.click = click;
          const { href, download: name } = this;
          fetch(href)
            .then((response) => response.text())
            .then((text) => resolve({ name, text }), reject);
        };
      }),
  );
  await run();
  return saved;
}
