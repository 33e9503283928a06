import type { Page } from 'puppeteer-core';

/** What a page handed to the browser to save. */
export interface SavedFile {
  name: string;
  type: string;
  /** of a text */
  text: string;
  /** of a picture */
  width: number;
  height: number;
  /** how many colours are among every eleventh pixel */
  colours: number;
}

/** Runs something that saves a file, and reads that file in the page instead of on the disk. */
export async function savedBy(page: Page, run: () => Promise<void>): Promise<SavedFile> {
  const saved = page.evaluate(
    () =>
      new Promise<SavedFile>((resolve, reject) => {
        const { click } = HTMLAnchorElement.prototype;
        HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
          HTMLAnchorElement.prototype.click = click;
          const { href, download: name } = this;
          const read = async () => {
            const blob = await (await fetch(href)).blob();
            const image = new Image();
            image.src = href;
            await image.decode();
            const { naturalWidth: width, naturalHeight: height } = image;
            const canvas = document.createElement('canvas');
            canvas.width = width;
            canvas.height = height;
            const pen = canvas.getContext('2d');
            pen?.drawImage(image, 0, 0);
            const pixels = new Uint32Array(
              pen?.getImageData(0, 0, width, height).data.buffer ?? new ArrayBuffer(0),
            );
            const colours = new Set(pixels.filter((_pixel, at) => at % 11 === 0)).size;
            return { name, type: blob.type, text: await blob.text(), width, height, colours };
          };
          read().then(resolve, reject);
        };
      }),
  );
  await run();
  return saved;
}
