import { Buffer } from 'node:buffer';
import type { Page } from 'puppeteer-core';
import { z } from 'zod';

/** One picture of a screencast, as RGBA bytes row by row, and how long it stands. */
export interface Still {
  width: number;
  height: number;
  pixels: Uint8Array;
  seconds: number;
}

const CAPTION_HEIGHT = 40;

const drawn = z.object({ width: z.number(), height: z.number(), pixels: z.string() });

/**
 * Decodes a screenshot and writes a line below it, in a page, since that has all that draws.
 *
 * @param picture a PNG, base64
 */
export async function captioned(
  page: Page,
  picture: string,
  caption: string,
): Promise<Omit<Still, 'seconds'>> {
  const parameters = JSON.stringify({ picture, caption, captionHeight: CAPTION_HEIGHT });
  const { width, height, pixels } = drawn.parse(
    await page.evaluate(`(async ({ picture, caption, captionHeight }) => {
      const image = new Image();
      image.src = 'data:image/png;base64,' + picture;
      await image.decode();
      const width = image.naturalWidth;
      const height = image.naturalHeight + captionHeight;
      const pen = new OffscreenCanvas(width, height).getContext('2d');
      pen.drawImage(image, 0, 0);
      pen.fillStyle = '#1b3a5c';
      pen.fillRect(0, image.naturalHeight, width, captionHeight);
      pen.fillStyle = '#ffffff';
      pen.font = '600 18px system-ui, sans-serif';
      pen.textBaseline = 'middle';
      pen.fillText(caption, 16, image.naturalHeight + captionHeight / 2 + 1);
      const bytes = new Uint8Array(pen.getImageData(0, 0, width, height).data.buffer);
      return { width, height, pixels: bytes.toBase64() };
    })(${parameters})`),
  );
  return { width, height, pixels: new Uint8Array(Buffer.from(pixels, 'base64')) };
}
