import jsQR from 'jsqr';
import type { ElementHandle, Page } from 'puppeteer-core';

interface Pixels {
  width: number;
  height: number;
  data: number[];
}

/** What a camera would read of an element as it is on the screen. */
export async function readQr(page: Page, element: ElementHandle<Element>): Promise<string> {
  const picture = await element.screenshot({ encoding: 'base64' });
  const { width, height, data } = (await page.evaluate(pixelsOf, picture)) as Pixels;
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data ?? '';
}

/** Runs in the page, which can decode pictures. */
async function pixelsOf(picture: string): Promise<Pixels> {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  pen?.drawImage(image, 0, 0);
  return { width, height, data: [...(pen?.getImageData(0, 0, width, height).data ?? [])] };
}
