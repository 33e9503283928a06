import { crc32 } from 'node:zlib';
import { zlib } from '@gfx/zopfli';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const INDEXED = 3;
/** How many bits a pixel may take. */
const DEPTHS = [1, 2, 4, 8];
const MOST = 256;
/** In an edge between two colours nobody sees a difference of so much. */
const SAME = [24];

/**
 * A picture as a PNG of indexed colours, as small as deflate allows. Throws if it has too many colours.
 *
 * @param size width and height in pixels
 * @param tolerances how far colours may be off, the first that leaves few enough of them
 * @param pixels red, green, blue and opacity, row by row
 * @see PNG specification §11.2
 */
export async function indexedPng(
  [width, height]: readonly [width: number, height: number],
  pixels: Uint8Array,
  { iterations = 100, tolerances = SAME } = {},
): Promise<Buffer> {
  const bytes = Buffer.from(pixels);
  const all = Array.from({ length: width * height }, (_none, at) => bytes.readUInt32BE(4 * at));
  const counts = countColours(all);
  let shown: Map<number, number> | undefined;
  for (const tolerance of tolerances) shown ??= fewerColours(counts, tolerance);
  if (!shown) throw new Error('the picture has too many colours');
  const opacity = (colour: number) => colour & 0xff;
  // Only what is not opaque has to be told how opaque it is, so it comes first.
  const colours = [...new Set(shown.values())].toSorted((a, b) => opacity(a) - opacity(b) || a - b);
  const depth = DEPTHS.find((bits) => colours.length <= 2 ** bits);
  if (depth === undefined) throw new Error(`the picture has ${colours.length} colours`);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, INDEXED], 8);
  const opacities = colours.map(opacity).filter((value) => value < 0xff);
  const places = new Map(colours.map((colour, at) => [colour, at]));
  const rows = Array.from({ length: height }, (_none, y) => {
    const row = all.slice(y * width, (y + 1) * width);
    const indices = row.map((colour) => places.get(shown?.get(colour) ?? colour) ?? 0);
    return Buffer.from([0, ...packBits(indices, depth)]);
  });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.flatMap((colour) => channels(colour).slice(0, 3)))),
    chunk('tRNS', Buffer.from(opacities)),
    chunk('IDAT', await squeeze(Buffer.concat(rows), iterations)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const channels = (colour: number) => [...bigEndian(colour)];

function countColours(all: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const colour of all) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  return counts;
}

/** What each colour is shown as: itself, or one that is more common and looks the same; `undefined` if too many are left. */
function fewerColours(
  counts: ReadonlyMap<number, number>,
  tolerance: number,
): Map<number, number> | undefined {
  const shown = new Map<number, number>();
  const kept: { colour: number; parts: number[] }[] = [];
  for (const [colour] of [...counts].toSorted(([, a], [, b]) => b - a)) {
    const parts = channels(colour);
    const alike = kept.find((other) =>
      other.parts.every((part, at) => Math.abs(part - (parts[at] ?? 0)) <= tolerance),
    );
    if (!alike) kept.push({ colour, parts });
    if (kept.length > MOST) return undefined;
    shown.set(colour, alike?.colour ?? colour);
  }
  return shown;
}

function packBits(values: readonly number[], depth: number): number[] {
  const inByte = 8 / depth;
  const bytes = new Array<number>(Math.ceil(values.length / inByte)).fill(0);
  for (const [at, value] of values.entries()) {
    const byte = Math.floor(at / inByte);
    bytes[byte] = (bytes[byte] ?? 0) | (value << (8 - depth * ((at % inByte) + 1)));
  }
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([bigEndian(data.length), body, bigEndian(crc32(body))]);
}

function squeeze(bytes: Buffer, numiterations: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zlib(bytes, { numiterations }, (error, output) => {
      if (error) reject(error);
      else resolve(Buffer.from(output));
    });
  });
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
