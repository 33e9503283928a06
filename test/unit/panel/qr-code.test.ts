import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { fixtures } from '../../../src/panel/flows/qr/QrCode.fixture.tsx';
import { type QrPicture, qrPicture } from '../../../src/panel/flows/qr/qr-picture.ts';
import { expectDrawn } from './expect-drawn.ts';

/** What a camera reads of a picture of so many pixels a module. */
function readBack({ size, path }: QrPicture, scale: number): string | undefined {
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      const from = (row * width + Number(x) * scale) * 4;
      pixels.fill(0, from, from + Number(run) * scale * 4);
    }
  }
  for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;
  return jsQR(pixels, width, width)?.data;
}

const address = (length: number) =>
  `https://bank.example/authorize?response_type=code&state=`.padEnd(length, 'a1B-_~%2F');

describe('a QR code', () => {
  it.each([60, 300, 900, 2000])('of %i characters holds the address', (length) => {
    const picture = qrPicture(address(length));
    expect(picture && readBack(picture, 3)).toBe(address(length));
  });

  it('has four white modules around it', () => {
    const { path = '', size = 0 } = qrPicture(address(60)) ?? {};
    for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      expect(
        Math.min(Number(x), Number(y), size - Number(x) - Number(run), size - 1 - Number(y)),
      ).toBeGreaterThanOrEqual(4);
    }
  });

  it('is dense from 1,000 to 1,400 characters on, and none beyond 2,953 bytes', () => {
    expect([1000, 1400].map((length) => qrPicture(address(length))?.dense)).toEqual([false, true]);
    expect(qrPicture(address(2953))).toBeDefined();
    expect(qrPicture(address(2954))).toBeUndefined();
    expect(qrPicture('é'.repeat(1477))).toBeUndefined();
  });
});

it.each(Object.entries(fixtures))('draws the state "%s"', (_state, draw) => {
  expectDrawn(draw);
});
