import gifenc from 'gifenc';
import type { Still } from './still.ts';

const COLOURS = 255;
const UNCHANGED = 255;

/**
 * A GIF that runs on for ever. All pictures share one palette, and a pixel that stays as it was is not drawn again: what
 * moves in a panel is little.
 */
export function movingPicture(stills: readonly Still[]): Uint8Array {
  const palette = gifenc.quantize(samples(stills), COLOURS);
  const encoder = gifenc.GIFEncoder();
  let before: Uint8Array | undefined;
  for (const { pixels, width, height, seconds } of stills) {
    const indices = gifenc.applyPalette(pixels, palette);
    const last = before;
    const changed = last
      ? indices.map((at, pixel) => (at === last[pixel] ? UNCHANGED : at))
      : indices;
    encoder.writeFrame(changed, width, height, {
      ...(last ? {} : { palette: [...palette, [0, 0, 0]] }),
      delay: seconds * 1000,
      transparent: last !== undefined,
      transparentIndex: UNCHANGED,
      dispose: 1,
    });
    before = indices;
  }
  encoder.finish();
  return encoder.bytes();
}

/** Every fifth pixel of each picture: enough to choose colours by. */
function samples(stills: readonly Still[]): Uint8Array {
  const chosen = stills.map(({ pixels }) => {
    const words = new Uint32Array(
      pixels.buffer.slice(pixels.byteOffset, pixels.byteOffset + pixels.length),
    );
    return words.filter((_word, at) => at % 5 === 0);
  });
  const all = new Uint32Array(chosen.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const words of chosen) {
    all.set(words, at);
    at += words.length;
  }
  return new Uint8Array(all.buffer);
}
