/** The pictures of the store listings, with their width and height in pixels. */
export const STORE_PICTURES = {
  '1-build-the-request.png': [1280, 800],
  '2-read-and-time-tokens.png': [1280, 800],
  '3-see-the-flow.png': [1280, 800],
  '4-know-why-it-fails.png': [1280, 800],
  '5-forty-banks-described.png': [1280, 800],
  'small-tile.png': [440, 280],
  'marquee.png': [1400, 560],
} as const satisfies Record<string, readonly [width: number, height: number]>;

/**
 * Width and height of a PNG in pixels, as its header says.
 *
 * @see PNG specification §11.2.2
 */
export function sizeOfPng(png: Buffer): [width: number, height: number] {
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}
