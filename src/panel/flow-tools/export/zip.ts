/** One date for every file, the first of January 2026: the same files give the same bytes. */
const DATE = 0x5c21;
/** What a reader has to know: version 2.0 of the format. Names are UTF-8, and nothing is packed. */
const ABOUT = [...uint16(20), ...uint16(0x800), ...uint16(0), ...uint16(0), ...uint16(DATE)];

/**
 * Texts as a zip archive, by their paths; stored as they are, since they are small. A library's deflate would weigh
 * more in the package than all of them.
 *
 * @see APPNOTE.TXT §4.3
 */
export function zipOf(files: readonly { name: string; text: string }[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const archive: number[] = [];
  const directory: number[] = [];
  for (const { name, text } of files) {
    const [path, bytes] = [encoder.encode(name), encoder.encode(text)];
    const size = uint32(bytes.length);
    const about = [...ABOUT, ...uint32(crc32(bytes)), ...size, ...size, ...uint16(path.length)];
    // No comment, the first disk, no attributes; then where the file begins.
    const rest = [...Array<number>(12).fill(0), ...uint32(archive.length)];
    add(directory, [0x50, 0x4b, 1, 2, ...uint16(20), ...about, ...rest], path);
    add(archive, [0x50, 0x4b, 3, 4, ...about, ...uint16(0)], path, bytes);
  }
  const count = uint16(files.length);
  const end = [...count, ...count, ...uint32(directory.length), ...uint32(archive.length)];
  add(archive, directory, [0x50, 0x4b, 5, 6, 0, 0, 0, 0], end, [0, 0]);
  return new Uint8Array(archive);
}

function add(to: number[], ...parts: Iterable<number>[]): void {
  for (const part of parts) for (const byte of part) to.push(byte);
}

function uint16(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff];
}

function uint32(value: number): number[] {
  return [...uint16(value), ...uint16(value >>> 16)];
}

/** @see ISO 3309 */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}
